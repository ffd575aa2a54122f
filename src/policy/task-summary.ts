import type { TaskSummary } from '../domain/metrics.js';
import type { TaskRecord } from '../domain/task-record.js';
import { taskCosts } from './task-costs.js';

/** Sums up; null when there are no tasks. */
export function taskSummary(tasks: readonly TaskRecord[]): TaskSummary | null {
  const costs = taskCosts(tasks);
  if (costs === null) return null;
  const { approved, totalMs, cycles, tokens, usd } = costs;
  const spent = tokens === null ? null : tokens.input + tokens.output;
  const deltas = tasks.flatMap(({ eval_delta: delta }) => (delta?.composite === undefined ? [] : [delta.composite]));
  const gained = deltas.reduce((sum, one) => sum + one, 0);
  return {
    costs,
    perApproved:
      approved === 0
        ? null
        : {
            seconds: totalMs / 1_000 / approved,
            cycles: cycles / approved,
            tokens: spent === null ? null : spent / approved,
            usd: usd === null ? null : usd / approved,
          },
    impact:
      deltas.length === 0
        ? null
        : {
            tasks: deltas.length,
            average: gained / deltas.length,
            perThousandTokens: spent === null || spent === 0 ? null : (gained / spent) * 1_000,
          },
  };
}
