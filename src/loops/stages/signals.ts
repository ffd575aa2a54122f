import type { Halt } from '../../domain/halt.js';
import type { ProjectCheck } from '../../domain/project-check.js';
import { ok, type Result } from '../../domain/result.js';
import { type HardSignals, hardSignals, type Problem } from '../../domain/signals.js';
import { problemPlaces } from '../../formats/problem-places.js';
import { hardSignalsOf } from '../../policy/hard-signals.js';
import type { RunContext } from '../context.js';
import type { OuterDeps } from '../pipeline/deps.js';
import { step } from '../step.js';
import { findChecks } from '../task/known-checks.js';
import { runCheck } from '../task/run-check.js';

/** Checks whose problems have a place; tests were evaluated, if anybody wanted that. */
const KINDS = ['lint', 'typing', 'complexity'] as const;
type Kind = (typeof KINDS)[number];

/** What tools find in the files as an analysis begins. Looked for once: a run that is taken up reads it back. */
export async function collectSignals(
  deps: OuterDeps,
  key: string,
  ctx: RunContext,
): Promise<Result<HardSignals, Halt>> {
  return step(ctx, `${key}/signals`, hardSignals, async () => {
    const now = ctx.clock.now();
    const past = await deps.evals.past();
    const damaged = past.ok ? past.value.damaged : [];
    if (damaged.length > 0) ctx.emit({ type: 'noticed', notice: { kind: 'evals-damaged', files: [...damaged] } });
    const todos = await deps.signals.todos(ctx.signal);
    if (!todos.ok) return todos;
    const told = await problemsTold(deps, ctx);
    if (!told.ok) return told;
    const coverage = await deps.signals.coverage();
    const evals = past.ok ? past.value.stored : [];
    const found = hardSignalsOf({ evals, coverage, todos: todos.value, ...told.value }, now.toISOString());
    const kept = await deps.signals.keep(deps.evalName(now), found);
    if (kept.ok) ctx.emit({ type: 'signals-collected', file: kept.value, signals: found });
    else
      ctx.emit({ type: 'noticed', notice: { kind: 'record-not-kept', file: '.millstone/signals', why: kept.error } });
    return ok(found);
  });
}

/** Runs the checks of the project that tell of places. What cannot be run tells of none. */
async function problemsTold(
  deps: OuterDeps,
  ctx: RunContext,
): Promise<Result<Readonly<Record<Kind, readonly Problem[]>>, Halt>> {
  const told: Record<Kind, readonly Problem[]> = { lint: [], typing: [], complexity: [] };
  const wanted = (check: ProjectCheck): boolean => KINDS.some((kind) => kind === check.kind);
  for (const check of (await findChecks(deps)).filter(wanted)) {
    const seen = await deps.repository.look(ctx.signal);
    if (!seen.ok) return seen;
    const files = { seen: seen.value, as: seen.value.tree };
    const ran = await runCheck(deps, files, check, { cycle: 0, nth: 1, tellsOld: false }, ctx);
    if (!ran.ok) return ran;
    const kind = check.kind as Kind;
    told[kind] = [...told[kind], ...problemPlaces(ran.value.output, deps.workingDirectory)];
  }
  return ok(told);
}
