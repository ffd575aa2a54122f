import { nodeFiles } from '../../adapters/files/node-files.js';
import { evalFiles } from '../../adapters/state/eval-files.js';
import { err, ok } from '../../domain/result.js';
import { evalSeries, flakyTests, scoreTrends } from '../../policy/eval-series.js';
import { taskSummary } from '../../policy/task-summary.js';
import { line } from '../../report/line.js';
import { damagedLines } from '../../report/tables/damaged-records.js';
import { evalTrendLines } from '../../report/tables/eval-trend.js';
import { taskSummaryLines } from '../../report/tables/task-summary.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { answered } from './answer.js';
import { keptTasks } from './kept-records.js';
import { placeOf } from './place.js';

/** Records of tasks that are looked at, the newest. Source: eval.md 12.1. */
const NEWEST = 20;

/** `millstone --eval-summary`: what tasks cost and brought, and how evaluations went over time. Returns 0. */
export const evalSummaryCommand = (
  request: RequestOf<'eval-summary'>,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> =>
  answered(request, host, leave, async (question) => {
    const place = await placeOf(question);
    if (!place.ok) return place;
    const tasks = await keptTasks(place.value, NEWEST);
    if (!tasks.ok) return tasks;
    const past = await evalFiles(place.value.layout.evals, nodeFiles).past();
    if (!past.ok) return err({ reason: 'preflight', problems: [{ what: past.error, fix: null }] });
    const unread = past.value.damaged.map((name) => ({
      ...{ file: `.millstone/evals/${name}`, line: null, why: 'it is no evaluation' },
    }));
    const damaged = [...tasks.value.damaged, ...unread];
    const summary = taskSummary(tasks.value.found);
    const points = evalSeries(past.value.stored);
    const trend = { points, flaky: flakyTests(points), scores: scoreTrends(points) };
    return ok({
      exit: 0,
      says: [
        ...damagedLines(damaged),
        ...(summary === null
          ? [
              line('result', 'There is no history of tasks yet in .millstone/tasks.'),
              line('result', 'Each task of a run leaves a record there.', 'dim'),
            ]
          : taskSummaryLines(summary, tasks.value.found)),
        line('result', ''),
        ...(points.length === 0
          ? [line('result', 'There are no evaluations yet; millstone --eval makes one.')]
          : evalTrendLines(trend)),
      ],
      json: {
        type: 'eval-summary',
        tasks: summary,
        evaluations: trend.points,
        flaky: trend.flaky,
        scores: trend.scores,
        damaged,
      },
    });
  });
