import { sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { ok, type Result } from '../../domain/result.js';
import { reworkedKey } from '../../domain/task-keys.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import type { TaskDeps } from './deps.js';
import type { Reworked, Started } from './work.js';

/** A task whose approved change came back, since it did not go together with what landed meanwhile. */
export interface Rework {
  /** Why, and what the others meant, as its author gets it. */
  readonly feedback: string;
  /** Puts the change onto what landed, conflicts marked, into the files. May be done again after a crash. */
  readonly put: () => Promise<Result<void, Halt>>;
}

/** Puts a change that came back into the files, once the task has begun anew from what landed. */
export async function rework(
  deps: TaskDeps,
  { task, baseline }: Pick<Started, 'task' | 'baseline'>,
  { feedback, put }: Rework,
  ctx: RunContext,
): Promise<Result<Reworked, Halt>> {
  const seen = await step(ctx, reworkedKey(task.id), sighting, async () => {
    const done = await put();
    return done.ok ? deps.repository.look(ctx.signal) : done;
  });
  if (!seen.ok) return seen;
  const change = await deps.repository.change(baseline.tree, seen.value.tree, () => undefined, ctx.signal);
  return change.ok ? ok({ feedback, seen: seen.value, change: change.value }) : change;
}
