import type { Halt } from '../../domain/halt.js';
import { standingOf } from '../../domain/project-check.js';
import { done, ok, type Result } from '../../domain/result.js';
import type { Verdict } from '../../domain/verdict.js';
import { redChecks, type Shown } from '../../prompting/check-block.js';
import type { RunContext } from '../context.js';
import type { TaskDeps } from './deps.js';
import { findChecks, knownAtStart, LAST, together } from './known-checks.js';
import { ranBefore, runCheck } from './run-check.js';
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
  if (known.value.checks.length === 0) ctx.emit({ type: 'noticed', notice: { kind: 'no-project-checks' } });
  return ok({
    ...all,
    check: async (work, cycle) => {
      last = [];
      const shown: Shown[] = [];
      // Files of a cycle that is over are no longer there: of its checks, only what is recorded can be told.
      const over = ctx.journal.find(`task/${started.task.id}/${cycle}/review`) !== undefined;
      for (const check of together(known.value.checks, await findChecks(deps))) {
        if (over && ranBefore(work.seen.tree, check, 1, ctx) === null) continue;
        const files = { seen: work.seen, as: work.seen.tree };
        const ran = await runCheck(deps, files, check, { cycle, nth: 1, tellsOld: true }, ctx);
        if (!ran.ok) return ran;
        const before = ranBefore(known.value.tree, check, 1, ctx);
        shown.push({ run: ran.value, before: before === null ? null : standingOf(before) });
      }
      last = shown;
      if (over || shown.length === 0) return done;
      return ctx.journal.append({ kind: 'step', key: LAST, value: { tree: work.seen.tree } });
    },
  });
}
