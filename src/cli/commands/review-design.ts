import { resolve } from 'node:path';
import { artifactsAt } from '../../adapters/artifacts/file/artifacts.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { runLayout } from '../../adapters/state/layout.js';
import type { Halt } from '../../domain/halt.js';
import type { RunId } from '../../domain/ids.js';
import type { Opportunity } from '../../domain/opportunity.js';
import { err, ok, type Result } from '../../domain/result.js';
import { verdictWords } from '../../domain/verdict.js';
import { readDesign } from '../../formats/design-document.js';
import { judgeDesign } from '../../loops/question/review-design.js';
import { designReviewPrompt } from '../../loops/stages/design-prompts.js';
import type { Artifacts } from '../../ports/artifacts.js';
import { findingLines } from '../../report/findings.js';
import { line } from '../../report/line.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { type Answer, answered, type Question } from './answer.js';
import { type Consultation, consult } from './consult.js';
import type { Refusal } from './end-run.js';
import { preparedPlace } from './prepared-place.js';
import { wouldDo } from './would-do.js';

type Request = RequestOf<'review-design'>;

/** `millstone --review-design`: the reviewer judges a design that belongs to no run. Returns 0 when it approves. */
export const reviewDesignCommand = (request: Request, host: Host, leave: (exit: number) => void): Promise<number> =>
  answered(request, host, leave, (question) =>
    request.dryRun ? preview(question) : consult(question, ['reviewer'], (found) => judge(request, found)),
  );

/** A design with what it is for. */
interface Named {
  /** As it is told: its file, or what was typed. */
  readonly what: string;
  readonly text: string;
  /** Null for a file that is no design of the store. */
  readonly id: string | null;
  readonly opportunity: Opportunity | null;
}

async function named(given: string, top: string, artifacts: Artifacts): Promise<Result<Named, Halt>> {
  const { designs, opportunities } = artifacts;
  const trouble = (file: string, why: string): Result<never, Halt> => err({ reason: 'artifacts', file, why });
  const stem = (given.split('/').at(-1) ?? given).replace(/\.md$/, '');
  const read = await nodeFiles.read(resolve(top, given));
  if (!read.ok) return trouble(given, read.error);
  const known = await designs.get(stem);
  if (!known.ok) return trouble(designs.files.path, known.error);
  const text = read.value ?? known.value?.text ?? null;
  if (text === null)
    return err({ reason: 'preflight', problems: [{ what: `Design file not found: ${given}`, fix: null }] });
  const listed = await opportunities.list();
  if (!listed.ok) return trouble(opportunities.files.path, listed.error);
  const own = known.value !== null && (read.value === null || read.value === known.value.text) ? known.value : null;
  const ref = own?.opportunityRef ?? readDesign(text, stem).opportunityRef;
  const opportunity = listed.value.find(({ id }) => id === ref) ?? null;
  return ok({ what: own?.file ?? given, text, id: own?.id ?? null, opportunity });
}

/** The prompt that would be sent. */
async function preview(question: Question<Request>): Promise<Result<Answer, Halt | Refusal>> {
  const at = await preparedPlace(question);
  if (!at.ok) return at;
  const { place, prepared } = at.value;
  const { settings, library } = prepared;
  const { top, gitDir } = place.located;
  const artifacts = artifactsAt(top, settings, runLayout(place.layout, gitDir, 'none' as RunId));
  const found = await named(question.request.given, top, artifacts);
  if (!found.ok) return found;
  const deps = { artifacts, settings, prompts: library.prompts, workingDirectory: top, list: null };
  const text = await designReviewPrompt(deps, found.value.opportunity, found.value.text);
  if (!text.ok) return text;
  const would = `${settings.agents.reviewer.cli} would be asked about ${found.value.what}.`;
  return ok(wouldDo('review-design', [would], [{ role: 'reviewer', purpose: 'design-review', text: text.value }]));
}

async function judge(request: Request, { site, deps, ctx, spent }: Consultation): Promise<Result<Answer, Halt>> {
  const { top } = site.located;
  const artifacts = artifactsAt(top, deps.settings, site.files);
  const found = await named(request.given, top, artifacts);
  if (!found.ok) return found;
  const { what, text, id, opportunity } = found.value;
  ctx.emit({ type: 'question-asked', asks: 'review-design', about: what });
  const prompt = await designReviewPrompt({ ...deps, artifacts }, opportunity, text);
  if (!prompt.ok) return prompt;
  const judged = await judgeDesign(prompt.value, { ...deps, artifacts }, ctx);
  if (!judged.ok) return judged;
  const verdict = judged.value;
  const own = id === null ? ok(null) : await artifacts.designs.get(id);
  const set =
    verdict.approved && own.ok && own.value?.status === 'draft'
      ? await artifacts.designs.setStatus(own.value.id, 'reviewed', { review_summary: verdictWords(verdict) })
      : ok(undefined);
  const { cli, model } = deps.settings.agents.reviewer;
  const item = { kind: 'design', id } as const;
  ctx.emit({ type: 'design-judged', artifact: { loop: 'design', item, title: what, file: what }, cli, verdict });
  return ok({
    exit: verdict.approved ? 0 : request.exitCodes === 'extended' ? NOT_APPROVED : 1,
    says: [
      line('result', '=== Design Review ==='),
      line('result', `Design: ${what}`),
      line(
        'result',
        `Verdict: ${verdict.approved ? 'APPROVED' : 'NEEDS_REVISION'}`,
        verdict.approved ? 'good' : 'warn',
      ),
      ...(verdict.summary === '' ? [] : [line('result', verdict.summary)]),
      ...findingLines(verdict.findings, 2),
      ...(set.ok ? [] : [line('result', `WARN: its status could not be set: ${set.error}`, 'warn')]),
    ],
    json: { type: 'design-reviewed', design: what, ...verdict, cli, model, spent: spent() },
  });
}

/** Its own code under `--exit-codes extended`. Source: cli.md 8.1. */
const NOT_APPROVED = 24;
