import { systemClock } from '../../adapters/clock.js';
import { readMarkers } from '../../adapters/eval/detect.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { evalFiles } from '../../adapters/state/eval-files.js';
import { isGood } from '../../domain/evaluation.js';
import type { Halt } from '../../domain/halt.js';
import type { Markers } from '../../domain/project.js';
import type { ProjectCheck } from '../../domain/project-check.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Settings } from '../../domain/settings.js';
import { cancelled } from '../../loops/context.js';
import { keepEvaluation } from '../../loops/eval/keep.js';
import { settleChecks } from '../../loops/eval/settle-checks.js';
import { evalChecks } from '../../policy/eval-checks.js';
import { trendOf } from '../../policy/eval-trend.js';
import { evaluationOf } from '../../policy/evaluate.js';
import { MARKER_TEXTS, projectKinds } from '../../policy/project-kinds.js';
import { touchedLine } from '../../report/init-lines.js';
import { line } from '../../report/line.js';
import { evaluationLines, trendLines } from '../../report/tables/evaluation.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { type Answer, answered, type Question } from './answer.js';
import { type Consultation, consult } from './consult.js';
import type { Refusal } from './end-run.js';
import { preparedPlace } from './prepared-place.js';
import { wouldDo } from './would-do.js';

type Request = RequestOf<'eval'>;

/** `millstone --eval`: runs the checks of the project as they are, keeps and shows the result. Returns 0 when all is well. */
export const evalCommand = (request: Request, host: Host, leave: (exit: number) => void): Promise<number> =>
  answered(request, host, leave, (question) =>
    request.dryRun ? preview(question) : consult(question, [], (found) => evaluate(question, found)),
  );

/** The checks that would be run. */
async function preview(question: Question<Request>): Promise<Result<Answer, Halt | Refusal>> {
  const found = await preparedPlace(question);
  if (!found.ok) return found;
  const { place, prepared } = found.value;
  const { settings } = prepared;
  const markers = await readMarkers(place.located.top, MARKER_TEXTS, nodeFiles);
  const checks = checksFor(markers, settings, question.request.coverage);
  const would = checks.map(({ kind, command }) => `${kind}: ${command}`);
  return ok(
    wouldDo('eval', would.length === 0 ? ['No checks of this project are known.'] : ['These would be run:', ...would]),
  );
}

function checksFor(found: Markers, { project, evals }: Settings, coverage: boolean): readonly ProjectCheck[] {
  const kinds = projectKinds(found, project.language);
  const mode = coverage ? 'full' : 'standard';
  return evalChecks(mode, { kinds, names: found.names, project, scripts: evals.scripts });
}

async function evaluate(
  { request, say }: Question<Request>,
  { site, deps, ctx, run }: Consultation,
): Promise<Result<Answer, Halt>> {
  const { settings, evaluator, repository } = deps;
  const mode = request.coverage ? 'full' : 'standard';
  const checks = checksFor(await evaluator.markers(MARKER_TEXTS), settings, request.coverage);
  const before = await repository.baseline(ctx.signal);
  if (!before.ok) return before;
  const settled = await settleChecks(checks, async (check, nth) => {
    ctx.emit({ type: 'project-check-started', cycle: 0, check });
    const ran = await evaluator.run(check, ctx.signal);
    if (ran === null) return err(cancelled(ctx.signal));
    // What a check writes stays: outside of a run, what is changed meanwhile may as well be a person's.
    const one = { ...ran, putBack: [] };
    ctx.emit({ type: 'project-checked', cycle: 0, ran: one, replayed: false, ...(nth === 2 ? { again: true } : {}) });
    return ok(one);
  });
  if (!settled.ok) return settled;
  const { head, tree, headTree } = before.value;
  const at = systemClock.now().toISOString();
  const facts = { checks: settled.value, mode, at, head, dirty: tree !== headTree };
  const evals = evalFiles(site.layout.evals, nodeFiles);
  const kept = await keepEvaluation(evaluationOf(facts, settings.evals), run, evals, ctx);
  const { now } = kept;
  ctx.emit({ type: 'evaluated', when: 'asked', stored: now, replayed: false });
  const after = await repository.look(ctx.signal);
  const touched = after.ok ? await repository.differing(tree, after.value.tree, ctx.signal) : after;
  if (touched.ok && touched.value.length > 0) say(touchedLine(touched.value.map(({ path }) => path)));

  const { minComposite } = settings.evals;
  const low = minComposite > 0 && (now.evaluation.composite_score ?? 0) < minComposite;
  const good = isGood(now.evaluation) && !low;
  const trend = kept.before === null ? null : trendOf(kept.before.evaluation, now.evaluation);
  const tooLow = `The composite score is below ${minComposite} (eval.min_composite_score in .millstone/policy.toml)`;
  return ok({
    exit: good ? 0 : 1,
    says: [...evaluationLines(now.evaluation), ...(low ? [line('result', tooLow, 'bad')] : []), ...trendLines(trend)],
    json: {
      type: 'evaluated',
      exit: good ? 0 : 1,
      file: `.millstone/evals/${now.file}`,
      ...now.evaluation,
      passed: good,
      trend,
    },
  });
}
