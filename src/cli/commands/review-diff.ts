import { join } from 'node:path';
import { nodeFiles } from '../../adapters/files/node-files.js';
import type { Halt } from '../../domain/halt.js';
import { ok, type Result } from '../../domain/result.js';
import { readTasklist } from '../../formats/tasklist.js';
import { reviewDiff, reviewDiffPrompt } from '../../loops/question/review-diff.js';
import { line } from '../../report/line.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { type Answer, answered, type Question } from './answer.js';
import { type Consultation, consult } from './consult.js';
import { diffSource } from './diff-source.js';
import type { Refusal } from './end-run.js';
import { lookOnly } from './look-only.js';
import { preparedPlace } from './prepared-place.js';
import { wouldDo } from './would-do.js';

type Request = RequestOf<'review-diff'>;

/** `millstone --review-diff`: the reviewer judges a diff that belongs to no run. Returns 0 when it approves. */
export const reviewDiffCommand = (request: Request, host: Host, leave: (exit: number) => void): Promise<number> =>
  answered(request, host, leave, (question) =>
    request.dryRun
      ? preview(question)
      : consult(question, ['reviewer'], (consultation) => judge(request, host, question.env, consultation)),
  );

/** The prompt that would be sent. */
async function preview(question: Question<Request>): Promise<Result<Answer, Halt | Refusal>> {
  const { request, host, env, signal } = question;
  const found = await preparedPlace(question);
  if (!found.ok) return found;
  const { place, prepared } = found.value;
  const { located } = place;
  const { settings, library } = prepared;
  const source = await lookOnly(question, place, settings.artifacts, ({ repository }) =>
    diffSource(request.diff, host.cwd, env, { located, repository }, signal),
  );
  if (!source.ok) return source;
  if (source.value.block === null) return ok(nothing(request.diff, source.value.what));
  const { what, block } = source.value;
  const text = reviewDiffPrompt({ block, nextTask: await nextTask({ located, prepared }) }, library);
  const would = `${settings.agents.reviewer.cli} would be asked about ${what}.`;
  return ok(wouldDo('review-diff', [would], [{ role: 'reviewer', purpose: 'review-diff', text }]));
}

async function judge(
  request: Request,
  host: Host,
  env: Readonly<Record<string, string>>,
  { site, deps, ctx, spent }: Consultation,
) {
  const source = await diffSource(request.diff, host.cwd, env, site, ctx.signal);
  if (!source.ok) return source;
  if (source.value.block === null) return ok(nothing(request.diff, source.value.what));
  const before = await deps.repository.look(ctx.signal);
  if (!before.ok) return before;
  const { what, block } = source.value;
  ctx.emit({ type: 'question-asked', asks: 'review-diff', about: what });
  const judged = await reviewDiff({ block, nextTask: await nextTask(site) }, before.value, deps, ctx);
  if (!judged.ok) return judged;
  const { cli, model } = deps.settings.agents.reviewer;
  const verdict = judged.value;
  // Which shows it.
  ctx.emit({ type: 'diff-judged', diff: what, cli, verdict });
  return ok<Answer>({
    exit: verdict.approved ? 0 : request.exitCodes === 'extended' ? NOT_APPROVED : 1,
    says: [],
    json: { type: 'diff-reviewed', diff: what, ...verdict, cli, model, spent: spent() },
  });
}

/** Its own code under `--exit-codes extended`. Source: cli.md 8.1. */
const NOT_APPROVED = 24;

const nothing = (diff: string | null, why: string): Answer => ({
  exit: 0,
  says: [line('result', `There is nothing to review: ${why}.`)],
  json: { type: 'diff-reviewed', diff, approved: null, reason: 'there is nothing in it' },
});

/** The first pending task of the tasklist; null when there is none. */
async function nextTask({
  located,
  prepared,
}: Pick<Consultation['site'], 'located' | 'prepared'>): Promise<string | null> {
  const text = await nodeFiles.read(join(located.top, prepared.settings.tasklist));
  if (!text.ok || text.value === null) return null;
  return readTasklist(text.value).entries.find(({ done }) => !done)?.about.title ?? null;
}
