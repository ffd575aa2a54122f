import * as z from 'zod';
import type { Halt } from '../../domain/halt.js';
import { type CheckRun, checkRun, type ProjectCheck, projectCheck, standingOf } from '../../domain/project-check.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { Verdict } from '../../domain/verdict.js';
import { checksOf, MARKER_TEXTS, projectKinds } from '../../policy/project-kinds.js';
import { redChecks, type Shown } from '../../prompting/check-block.js';
import { cancelled, type RunContext, uncancelled } from '../context.js';
import { step } from '../step.js';
import { same } from '../untouched.js';
import type { TaskDeps } from './deps.js';
import type { Started, Work } from './work.js';

/** The checks of the project on a task's change, as the reviewer and the author get to see them. */
export interface ProjectChecks {
  /** The slot before the reviewer's. A red check halts nothing: the reviewer is told (L4). */
  readonly check: (work: Work, cycle: number) => Promise<Result<void, Halt>>;
  /** What the last round of checks said; null when they are switched off. */
  readonly shown: () => readonly Shown[] | null;
  /** Adds to the words of a refusal which checks are red, and what they print. */
  readonly withRed: (asFeedback: (verdict: Verdict) => string) => (verdict: Verdict) => string;
}

/**
 * Finds the project's checks as the task begins, so that the author cannot take one away by editing what tells of it;
 * those that it brings along are run as well.
 */
export async function projectChecks(
  deps: TaskDeps,
  started: Started,
  ctx: RunContext,
): Promise<Result<ProjectChecks, Halt>> {
  let last: readonly Shown[] | null = null;
  const all = {
    shown: () => last,
    withRed: (asFeedback: (verdict: Verdict) => string) => (verdict: Verdict) =>
      [asFeedback(verdict), redChecks(last ?? [])].filter((part) => part !== '').join('\n\n'),
  };
  if (!deps.settings.verify) {
    ctx.emit({ type: 'noticed', notice: { kind: 'verify-off' } });
    return ok({ ...all, check: async () => done });
  }
  const known = await knownAtStart(deps, started, ctx);
  if (!known.ok) return known;
  if (known.value.length === 0) ctx.emit({ type: 'noticed', notice: { kind: 'no-project-checks' } });
  return ok({
    ...all,
    check: async (work, cycle) => {
      last = [];
      const shown: Shown[] = [];
      // Files of a cycle that is over are no longer there: of its checks, only what is recorded can be told.
      const over = ctx.journal.find(`task/${started.task.id}/${cycle}/review`) !== undefined;
      for (const check of together(known.value, await find(deps))) {
        if (over && ctx.journal.find(keyOf(work.seen.tree, check)) === undefined) continue;
        const ran = await runOnce(deps, work, check, cycle, ctx);
        if (!ran.ok) return ran;
        shown.push({ run: ran.value, before: said(started.baseline.tree, check, ctx) });
      }
      last = shown;
      return done;
    },
  });
}

/** Recorded, so that a resumed run does not ask the files of a change that is half done. */
async function knownAtStart(
  deps: TaskDeps,
  { task }: Started,
  ctx: RunContext,
): Promise<Result<readonly ProjectCheck[], Halt>> {
  const key = `task/${task.id}/project-checks`;
  const found = ctx.journal.find(key) === undefined ? await find(deps) : [];
  // Nothing found needs no line: what a resumed run finds instead was brought by the task.
  if (found.length === 0 && ctx.journal.find(key) === undefined) return ok([]);
  return step(ctx, key, z.array(projectCheck), async () => ok([...found]));
}

async function find({ evaluator, settings }: TaskDeps): Promise<readonly ProjectCheck[]> {
  const { language, commands } = settings.project;
  return checksOf(projectKinds(await evaluator.markers(MARKER_TEXTS), language), commands);
}

/** The checks of the start, and those of now for whose kind there was none. */
const together = (start: readonly ProjectCheck[], now: readonly ProjectCheck[]): readonly ProjectCheck[] => [
  ...start,
  ...now.filter(({ kind }) => !start.some((one) => one.kind === kind)),
];

/** By the files that it judges: the same check of the same files is run once in a run. */
const keyOf = (tree: string, { command }: ProjectCheck): string => `checked/${tree}/${command}`;

/** What a check said of a tree earlier in this run; null when it was not asked. */
function said(tree: string, check: ProjectCheck, ctx: RunContext): Shown['before'] {
  const past = checkRun.safeParse(ctx.journal.find(keyOf(tree, check))?.value);
  return past.success ? standingOf(past.data) : null;
}

async function runOnce(
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
    return run(deps, work, check, ctx);
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
  ctx: RunContext,
): Promise<Result<CheckRun, Halt>> {
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
  if (ran === null) return err(cancelled(ctx.signal));
  return ok({ ...ran, putBack: [...steering.value, ...files] });
}
