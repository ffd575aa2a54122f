import type { Budget } from '../domain/budget.js';
import type { Spent } from '../domain/event.js';
import type { HaltOf } from '../domain/halt.js';

const MINUTE_MS = 60_000;

/** What was used up to now. */
export interface Used {
  readonly run: Spent;
  readonly task: Spent;
  readonly minutes: number;
}

/** The limit that stands in the way of another call; null when none does. */
export function reached(budget: Budget, { run, task, minutes }: Used): HaltOf<'budget'> | null {
  const limits = [
    { what: 'cost', limit: budget.costUsd, used: run.costUsd ?? 0 },
    { what: 'tokens', limit: budget.tokens, used: run.inputTokens + run.outputTokens },
    { what: 'minutes', limit: budget.minutes, used: minutes },
    { what: 'task-cost', limit: budget.taskCostUsd, used: task.costUsd ?? 0 },
  ] as const;
  for (const { what, limit, used } of limits) {
    if (limit !== null && used >= limit) return { reason: 'budget', what, limit, used };
  }
  return null;
}

/** What a call may cost, for tools with a cap of their own: US dollars, null for no limit. */
export function capOf(budget: Budget, { run, task }: Used): number | null {
  const left = [
    budget.costUsd === null ? null : budget.costUsd - (run.costUsd ?? 0),
    budget.taskCostUsd === null ? null : budget.taskCostUsd - (task.costUsd ?? 0),
  ].filter((one) => one !== null);
  return left.length === 0 ? null : Math.min(...left);
}

/** How long a call may take: whole milliseconds, never 0, which would be no limit; null for none. */
export const timeOf = (budget: Budget, { minutes }: Used): number | null =>
  budget.minutes === null ? null : Math.max(1, Math.ceil((budget.minutes - minutes) * MINUTE_MS));

/** The halt of a call that was ended when the time of the run was over. */
export function overtime(budget: Budget, { minutes }: Used): HaltOf<'budget'> {
  const limit = budget.minutes ?? 0;
  return { reason: 'budget', what: 'minutes', limit, used: Math.max(limit, minutes) };
}

/** The halt of a call that its tool ended at the cap it was given; not all of them tell what it came to. */
export function capped(budget: Budget, { run, task }: Used): HaltOf<'budget'> {
  const ofRun = budget.costUsd === null ? Number.POSITIVE_INFINITY : budget.costUsd - (run.costUsd ?? 0);
  const ofTask = budget.taskCostUsd === null ? Number.POSITIVE_INFINITY : budget.taskCostUsd - (task.costUsd ?? 0);
  const [what, limit, used] =
    ofTask < ofRun
      ? (['task-cost', budget.taskCostUsd ?? 0, task.costUsd ?? 0] as const)
      : (['cost', budget.costUsd ?? 0, run.costUsd ?? 0] as const);
  return { reason: 'budget', what, limit, used: Math.max(limit, used) };
}
