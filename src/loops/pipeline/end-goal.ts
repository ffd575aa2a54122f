import * as z from 'zod';
import type { Halt } from '../../domain/halt.js';
import type { Handoff } from '../../domain/handoff.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { endedKey } from '../../domain/task-keys.js';
import type { Triaged } from '../../domain/triaged.js';
import { tickGoal } from '../../formats/roadmap.js';
import { artifactTrouble } from '../authoring/guard.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import { unusable } from '../task/list-before.js';
import { commitArtifacts } from './commit-artifacts.js';
import type { OuterDeps } from './deps.js';

/**
 * Ticks a goal of the roadmap once every task that was planned for it is done, that line and no other. A goal for which
 * something is left stays open.
 */
export async function endGoal(
  { goal, nth }: Extract<Triaged, { kind: 'goal' }>,
  key: string,
  made: readonly Handoff[],
  deps: OuterDeps,
  ctx: RunContext,
): Promise<Result<void, Halt>> {
  const { roadmap } = deps.artifacts;
  if (roadmap === null) return done;
  const ticked = await step(ctx, key, z.boolean(), async () => {
    const whole = await allDone(made, deps, ctx);
    if (!whole.ok) return whole;
    ctx.emit({ type: 'goal-ended', goal, file: roadmap.path, done: whole.value });
    if (!whole.value) return ok(false);
    const read = await roadmap.read();
    if (!read.ok) return err(artifactTrouble(roadmap, read.error));
    const text = read.value.get(roadmap.path) ?? '';
    const next = tickGoal(text, { text: goal, nth });
    const written = next === text ? done : await roadmap.write(roadmap.path, next);
    return written.ok ? ok(true) : err(artifactTrouble(roadmap, written.error));
  });
  if (!ticked.ok) return ticked;
  return ticked.value ? commitArtifacts(`${key}/commit`, deps, ctx, `Tick a goal of ${roadmap.path}`) : done;
}

/** Whether there were tasks, and this run has brought every one of them to its end, or somebody has ticked it. */
async function allDone(made: readonly Handoff[], { list }: OuterDeps, ctx: RunContext): Promise<Result<boolean, Halt>> {
  const ids = made.flatMap((one) => (one.kind === 'worklist' ? one.tasks : []));
  const listed = await list.store.list();
  if (!listed.ok) return err(unusable(list, listed.error));
  const ticked = new Set<string>((listed.value ?? []).filter((one) => one.done).map(({ task }) => task.id));
  return ok(ids.length > 0 && ids.every((id) => ticked.has(id) || ctx.journal.find(endedKey(id)) !== undefined));
}
