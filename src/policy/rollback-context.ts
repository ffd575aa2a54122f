import type { CommitFacts } from '../domain/change.js';
import type { GateFound } from '../domain/eval-compared.js';
import type { CommitId } from '../domain/ids.js';
import type { RollbackContext } from '../domain/rollback.js';
import type { Task } from '../domain/task.js';

/** Failures that are named. Source: eval.md 8.4. */
const NAMED = 10;

interface TakenBack {
  readonly commits: readonly CommitFacts[];
  readonly found: GateFound;
  readonly by: CommitId;
  readonly parked: string;
  /** ISO. */
  readonly at: string;
}

/** What the next analysis is told of a task that was taken back. */
export function rollbackContextOf(
  task: Task,
  { commits, found, by, parked, at }: TakenBack,
  maxRegression: number,
): RollbackContext {
  const { introduced, scores } = found;
  const failed = introduced.length > 0 || scores === null;
  return {
    timestamp: at,
    reverted_commit: commits.at(-1)?.id ?? '',
    task: task.raw,
    reason: failed ? 'test_failures' : 'composite_score_regression',
    details: failed
      ? { new_failures: introduced.slice(0, NAMED) }
      : {
          baseline_score: scores.before,
          current_score: scores.now,
          regression: Number((scores.before - scores.now).toFixed(4)),
          max_regression: maxRegression,
        },
    task_id: task.id,
    commits: commits.map(({ id }) => id),
    reverted_by: by,
    parked,
  };
}
