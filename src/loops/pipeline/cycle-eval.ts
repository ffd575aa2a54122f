import { judged, type Measured, measured } from '../../domain/eval-compared.js';
import type { Halt } from '../../domain/halt.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { chosenKey, plannedKey } from '../../domain/task-keys.js';
import type { RunContext } from '../context.js';
import { judgeFiles } from '../eval/judge-files.js';
import { checksFor, measure } from '../eval/measure.js';
import { step } from '../step.js';
import type { OuterDeps } from './deps.js';

/** The evaluation around a chain is always of this mode. Source: eval.md 15. */
const MODE = 'standard';

/** Whether a chain is judged as a whole: a cycle, unless that is off; others where every commit is (L21). */
const wanted = ({ chain, settings: { evals } }: OuterDeps): boolean =>
  chain.asked === 'cycle' ? evals.afterCycle : evals.onCommit && chain.links.some(({ stage }) => stage === 'execute');

/** Measures how things are before the chain; null where nobody wants to know, or no checks are known. */
export function evalBefore(deps: OuterDeps, ctx: RunContext): Promise<Result<Measured | null, Halt>> {
  return step(ctx, 'cycle/eval-before', measured.nullable(), async () => {
    if (!wanted(deps) || (await checksFor(deps, MODE)).length === 0) return ok(null);
    const start = await deps.repository.baseline(ctx.signal);
    if (!start.ok) return start;
    const { tree, headTree } = start.value;
    const made = await measure(deps, { seen: start.value, as: tree, headTree, mode: MODE, cycle: 0, known: [] }, ctx);
    if (!made.ok) return made;
    const { file, evaluation } = made.value.now;
    ctx.emit({ type: 'evaluated', when: 'baseline', stored: { file, evaluation }, replayed: false });
    return ok(made.value.now);
  });
}

/** Evaluates what the chain has come to, if it did any task; failures that it brought in are a halt. */
export async function evalAfter(
  before: Measured | null,
  deps: OuterDeps,
  ctx: RunContext,
): Promise<Result<void, Halt>> {
  const tasks = [chosenKey(1), plannedKey(1)].some((key) => ctx.journal.find(key) !== undefined);
  if (before === null || !tasks) return done;
  const start = await deps.repository.baseline(ctx.signal);
  if (!start.ok) return start;
  const { tree, headTree } = start.value;
  const files = { seen: start.value, as: tree, headTree, mode: MODE, cycle: 0 };
  // By the files: a person may have mended something since the last time.
  const key = `cycle/eval-after/${tree}`;
  const replayed = ctx.journal.find(key) !== undefined;
  const made = await step(ctx, key, judged, () => judgeFiles(deps, files, before, ctx));
  if (!made.ok) return made;
  const { file, evaluation, found } = made.value;
  ctx.emit({ type: 'evaluated', when: 'after-cycle', stored: { file, evaluation }, replayed });
  return found.introduced.length === 0 ? done : err({ reason: 'cycle-regression', found, file });
}
