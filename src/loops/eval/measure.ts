import type { Sighting } from '../../domain/change.js';
import type { Measured } from '../../domain/eval-compared.js';
import type { Halt } from '../../domain/halt.js';
import type { TreeId } from '../../domain/ids.js';
import type { ProjectCheck } from '../../domain/project-check.js';
import { ok, type Result } from '../../domain/result.js';
import { evalChecks } from '../../policy/eval-checks.js';
import { evaluationOf } from '../../policy/evaluate.js';
import { MARKER_TEXTS, projectKinds } from '../../policy/project-kinds.js';
import type { SettledCheck } from '../../policy/settled-check.js';
import type { RunContext } from '../context.js';
import type { TaskDeps } from '../task/deps.js';
import { together } from '../task/known-checks.js';
import { runCheck } from '../task/run-check.js';
import { keepEvaluation } from './keep.js';
import { settleChecks } from './settle-checks.js';

/** Files that are to be evaluated in the midst of a run. */
export interface ToMeasure {
  readonly seen: Sighting;
  /** A tree whose results hold for these files as well. */
  readonly as: TreeId;
  /** The tree of HEAD, to tell whether all is committed. */
  readonly headTree: TreeId;
  readonly mode: string;
  readonly cycle: number;
  /** Checks that are run whatever the files say by now, so that an author cannot take one away. */
  readonly known: readonly ProjectCheck[];
}

/** An evaluation with the runs of checks that it is made of. */
export interface JustMeasured {
  readonly now: Measured;
  readonly ran: readonly SettledCheck[];
}

/** Runs the checks of a mode on files, a red one twice, and keeps what came out. What was run before is read back. */
export async function measure(
  deps: TaskDeps,
  { seen, as, headTree, mode, cycle, known }: ToMeasure,
  ctx: RunContext,
): Promise<Result<JustMeasured, Halt>> {
  const checks = together(known, await checksFor(deps, mode));
  const settled = await settleChecks(checks, (check, nth) =>
    runCheck(deps, { seen, as }, check, { cycle, nth, tellsOld: false }, ctx),
  );
  if (!settled.ok) return settled;
  const at = ctx.clock.now();
  const facts = { checks: settled.value, mode, at: at.toISOString(), head: seen.head, dirty: seen.tree !== headTree };
  const evaluation = evaluationOf(facts, deps.settings.evals);
  const { now } = await keepEvaluation(evaluation, deps.evalName(at), deps.evals, ctx);
  return ok({ now: { ...now, tree: seen.tree, checks: [...checks] }, ran: settled.value });
}

/** The checks of a mode that are known here. */
export async function checksFor(
  { evaluator, settings }: Pick<TaskDeps, 'evaluator' | 'settings'>,
  mode: string,
): Promise<readonly ProjectCheck[]> {
  const { project, evals } = settings;
  const { names, texts } = await evaluator.markers(MARKER_TEXTS);
  const kinds = projectKinds({ names, texts }, project.language);
  return evalChecks(mode, { kinds, names, project, scripts: evals.scripts });
}
