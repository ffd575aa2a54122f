import { ok } from '../../domain/result.js';
import { reviewMetrics } from '../../policy/review-metrics.js';
import { taskCosts } from '../../policy/task-costs.js';
import { line } from '../../report/line.js';
import { damagedLines } from '../../report/tables/damaged-records.js';
import { metricsLines } from '../../report/tables/metrics.js';
import { taskCostLines } from '../../report/tables/task-costs.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { answered } from './answer.js';
import { keptReviews, keptTasks } from './kept-records.js';
import { placeOf } from './place.js';

/** `millstone --metrics-report`: how reviews went and what tasks cost. Returns 0, also when there is nothing yet. */
export const metricsReportCommand = (
  request: RequestOf<'metrics-report'>,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> =>
  answered(request, host, leave, async (question) => {
    const place = await placeOf(question);
    if (!place.ok) return place;
    const reviews = await keptReviews(place.value);
    if (!reviews.ok) return reviews;
    const tasks = await keptTasks(place.value);
    if (!tasks.ok) return tasks;
    const damaged = [...reviews.value.damaged, ...tasks.value.damaged];
    const metrics = reviewMetrics(reviews.value.found);
    const costs = taskCosts(tasks.value.found);
    const none = [
      line('result', 'There are no reviews yet in .millstone/metrics/reviews.jsonl.'),
      line('result', 'Each review of a run leaves a line there.', 'dim'),
    ];
    return ok({
      exit: 0,
      says: [
        ...damagedLines(damaged),
        ...(metrics === null ? none : metricsLines(metrics)),
        ...(costs === null ? [] : [line('result', ''), ...taskCostLines(costs)]),
      ],
      json: { type: 'metrics', reviews: metrics, costs, damaged },
    });
  });
