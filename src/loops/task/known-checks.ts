import * as z from 'zod';
import { treeId } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { TreeId } from '../../domain/ids.js';
import { type ProjectCheck, projectCheck } from '../../domain/project-check.js';
import { ok, type Result } from '../../domain/result.js';
import { checksOf, MARKER_TEXTS, projectKinds } from '../../policy/project-kinds.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import type { TaskDeps } from './deps.js';
import type { Started } from './work.js';

/** Under this key stands the tree that was checked last in the run. */
export const LAST = 'checked-last';

/** What is known of the checks as a task begins. */
const knownChecks = z.strictObject({
  checks: z.array(projectCheck),
  /** The tree whose results tell how things were before the task. */
  tree: z.string(),
});
type KnownChecks = z.infer<typeof knownChecks>;

/** Recorded, so that a resumed run does not ask the files of a change that is half done. */
export async function knownAtStart(
  deps: TaskDeps,
  started: Started,
  ctx: RunContext,
): Promise<Result<KnownChecks, Halt>> {
  const key = `task/${started.task.id}/project-checks`;
  if (ctx.journal.find(key) !== undefined) return step(ctx, key, knownChecks, async () => ok({ checks: [], tree: '' }));
  const checks = await findChecks(deps);
  // Nothing found needs no line: what a resumed run finds instead was brought by the task.
  if (checks.length === 0) return ok({ checks: [], tree: started.baseline.tree });
  return step(ctx, key, knownChecks, async () =>
    ok({ checks: [...checks], tree: await treeBefore(deps, started, ctx) }),
  );
}

/** The task's own start, or what was checked last where only the tick of the task before lies between them. */
export async function treeBefore(deps: TaskDeps, { baseline }: Started, ctx: RunContext): Promise<TreeId> {
  const past = z.strictObject({ tree: treeId }).safeParse(ctx.journal.find(LAST)?.value);
  const known = past.success && (await onlyTickBetween(deps, past.data.tree, baseline.tree, ctx));
  return past.success && known ? past.data.tree : baseline.tree;
}

/** Whether two trees are the same, or differ by the tasklist alone. */
export async function onlyTickBetween(
  { repository, settings }: TaskDeps,
  one: TreeId,
  other: TreeId,
  ctx: RunContext,
): Promise<boolean> {
  if (one === other) return true;
  const differing = await repository.differing(one, other, ctx.signal);
  return differing.ok && differing.value.every(({ path }) => path === settings.tasklist);
}

export async function findChecks({
  evaluator,
  settings,
}: Pick<TaskDeps, 'evaluator' | 'settings'>): Promise<readonly ProjectCheck[]> {
  const { language, commands } = settings.project;
  return checksOf(projectKinds(await evaluator.markers(MARKER_TEXTS), language), commands);
}

/** The checks of the start, and those of now for whose kind there was none. */
export const together = (start: readonly ProjectCheck[], now: readonly ProjectCheck[]): readonly ProjectCheck[] => [
  ...start,
  ...now.filter(({ kind }) => !start.some((one) => one.kind === kind)),
];
