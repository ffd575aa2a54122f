import type { TaskDeps } from '../task/deps.js';

/** An analysis was told what was taken back, and its list is accepted. */
export async function rollbackWasTold({ rollbacks }: Pick<TaskDeps, 'rollbacks'>): Promise<void> {
  const last = await rollbacks.last();
  // What cannot be written is told once more, which does no harm.
  if (last !== null) await rollbacks.keep({ ...last, told: true });
}

/** A task came to its end after that: what was taken back before is history. */
export async function forgetTold({ rollbacks }: Pick<TaskDeps, 'rollbacks'>): Promise<void> {
  if ((await rollbacks.last())?.told === true) await rollbacks.clear();
}
