import type { Halt } from '../../domain/halt.js';
import { type CheckRun, checkRun, type ProjectCheck, standingOf } from '../../domain/project-check.js';
import { err, ok, type Result } from '../../domain/result.js';
import { checkedKey } from '../../domain/task-keys.js';
import type { Shown } from '../../prompting/check-block.js';
import { cancelled, type RunContext, uncancelled } from '../context.js';
import { step } from '../step.js';
import { same } from '../untouched.js';
import type { TaskDeps } from './deps.js';
import type { Work } from './work.js';

/** By the files that it judges. */
export const keyOf = (tree: string, { command }: ProjectCheck): string => checkedKey(tree, command);

/** What a check said of a tree earlier in this run; null when it was not asked. */
export function said(tree: string, check: ProjectCheck, ctx: RunContext): Shown['before'] {
  const past = checkRun.safeParse(ctx.journal.find(keyOf(tree, check))?.value);
  return past.success ? standingOf(past.data) : null;
}

/** Runs a check on the files of the work, or reads back what it said of them. */
export async function runCheck(
  deps: TaskDeps,
  work: Work,
  check: ProjectCheck,
  cycle: number,
  ctx: RunContext,
): Promise<Result<CheckRun, Halt>> {
  const key = keyOf(work.seen.tree, check);
  const replayed = ctx.journal.find(key) !== undefined;
  const ran = await step(ctx, key, checkRun, async () => {
    ctx.emit({ type: 'project-check-started', cycle, check });
    return run(deps, work, check, key, ctx);
  });
  if (ran.ok) ctx.emit({ type: 'project-checked', cycle, ran: ran.value, replayed });
  return ran;
}

/**
 * Runs a check between two looks. What it changed is put back, whatever came of it: formatters, snapshots and reports
 * are no work of the author's, and tests run the author's code, which may not touch what steers the run either (L24).
 */
async function run(
  deps: TaskDeps,
  { seen }: Work,
  check: ProjectCheck,
  key: string,
  ctx: RunContext,
): Promise<Result<CheckRun, Halt>> {
  // Whoever goes on after a crash can tell by it that what was written is the check's.
  const meant = await ctx.journal.append({ kind: 'intent', key, before: { head: seen.head ?? '', tree: seen.tree } });
  if (!meant.ok) return meant;
  const remembered = await deps.steering.remember();
  if (!remembered.ok) return remembered;
  const ran = await deps.evaluator.run(check, ctx.signal);
  const steering = await deps.steering.restore();
  if (!steering.ok) return steering;
  const now = await deps.repository.look(uncancelled);
  if (!now.ok) return now;
  let files: readonly string[] = [];
  if (!same(now.value, seen)) {
    const restored = await deps.repository.restore(seen, uncancelled);
    if (!restored.ok) return restored;
    files = restored.value.files;
  }
  if (ran === null) {
    // All is put back: what is otherwise from now on is not the check's.
    const settled = await ctx.journal.append({ kind: 'forgotten', keys: [key] });
    return settled.ok ? err(cancelled(ctx.signal)) : settled;
  }
  return ok({ ...ran, putBack: [...steering.value, ...files] });
}
