import { branchName, type Sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { named } from '../../domain/halt-words.js';
import type { TreeId } from '../../domain/ids.js';
import { type CheckRun, checkRun, type ProjectCheck } from '../../domain/project-check.js';
import { err, ok, type Result } from '../../domain/result.js';
import { checkedKey } from '../../domain/task-keys.js';
import type { Restored } from '../../ports/repository.js';
import { cancelled, type RunContext, uncancelled } from '../context.js';
import { step } from '../step.js';
import { same } from '../untouched.js';
import type { TaskDeps } from './deps.js';

/** The files that a check judges. */
export interface Judged {
  readonly seen: Sighting;
  /** A tree whose results hold for these files as well: they differ by the tick of a task alone. */
  readonly as: TreeId;
}

/** Of a check's run: the cycle, whether the check was red on the same files before, and whether an old result is told. */
export interface Nth {
  readonly cycle: number;
  readonly nth: 1 | 2;
  readonly tellsOld: boolean;
}

/** What a check said of a tree earlier in this run; null when it was not asked. */
export function ranBefore(tree: string, { command }: ProjectCheck, nth: 1 | 2, ctx: RunContext): CheckRun | null {
  const past = checkRun.safeParse(ctx.journal.find(checkedKey(tree, command, nth))?.value);
  return past.success ? past.data : null;
}

/** Runs a check on files, or reads back what it said of them. */
export async function runCheck(
  deps: TaskDeps,
  { seen, as }: Judged,
  check: ProjectCheck,
  { cycle, nth, tellsOld }: Nth,
  ctx: RunContext,
): Promise<Result<CheckRun, Halt>> {
  const key = checkedKey(as, check.command, nth);
  const replayed = ctx.journal.find(key) !== undefined;
  const ran = await step(ctx, key, checkRun, async () => {
    ctx.emit({ type: 'project-check-started', cycle, check });
    return run(deps, seen, check, key, ctx);
  });
  if (ran.ok && (tellsOld || !replayed))
    ctx.emit({ type: 'project-checked', cycle, ran: ran.value, replayed, ...(nth === 2 ? { again: true } : {}) });
  return ran;
}

/**
 * Runs a check between two looks. What it changed is put back, whatever came of it: formatters, snapshots and reports
 * are no work of the author's, and tests run the author's code, which may not touch what steers the run either (L24).
 * When HEAD or the branch moved meanwhile nothing is: a commit is somebody's, and so may all be that differs since.
 */
async function run(
  deps: TaskDeps,
  seen: Sighting,
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
  const moved = now.value.head !== seen.head || now.value.branch !== seen.branch;
  let back: Partial<Restored> = {};
  if (!moved && !same(now.value, seen)) {
    const restored = await deps.repository.restore(seen, uncancelled);
    if (!restored.ok) return restored;
    back = restored.value;
  }
  if (ran === null || moved) {
    // What is otherwise from now on is not the check's.
    const settled = await ctx.journal.append({ kind: 'forgotten', keys: [key] });
    if (!settled.ok) return settled;
    return err(ran === null ? cancelled(ctx.signal) : await movedMeanwhile(deps, seen, now.value));
  }
  const { files = [], parked } = back;
  return ok({ ...ran, putBack: [...steering.value, ...files], ...(parked === undefined ? {} : { parked }) });
}

/** Names what moved, the commits that came with it by their subjects. */
async function movedMeanwhile({ repository }: TaskDeps, seen: Sighting, now: Sighting): Promise<Halt> {
  const place = ({ head, branch }: Sighting): string => `${head?.slice(0, 12) ?? 'no commit'} on ${branchName(branch)}`;
  const since = await repository.history(seen.head, uncancelled);
  const made = since.ok && since.value.descends ? since.value.commits : [];
  const names = made.map(({ id, subject }) => `${id.slice(0, 12)} "${subject}"`);
  const found = `${place(now)}${names.length === 0 ? '' : `, with ${named(names)}`}`;
  return { reason: 'moved', what: 'during-check', expected: place(seen), found };
}
