import * as z from 'zod';
import { type CommitFacts, commitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import { done, ok, type Result } from '../../domain/result.js';
import { TRAILER } from '../../policy/commit-message.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import type { OuterDeps } from './deps.js';

/** As a task's commit is recorded, so that `--undo` finds it. */
export const artifactsCommitted = z.strictObject({
  kind: z.literal('committed'),
  by: z.literal('tool'),
  commits: z.array(commitFacts),
});

/** Whether a step is a commit of artifacts. */
export const isArtifactCommit = (key: string): boolean => /^pass\/.*\/commit$/.test(key);

/**
 * Commits what was approved where it is kept in the repository: artifacts that the settings ask to share, and those that git
 * tracks anyway. Only where nothing else is uncommitted; otherwise, and where a hook refuses, they stay as they are, which
 * is nobody's dirt (L18). It is decided once: what comes to lie there afterwards is for those who come later.
 */
export async function commitArtifacts(
  key: string,
  deps: OuterDeps,
  ctx: RunContext,
  subject: string | null = null,
): Promise<Result<void, Halt>> {
  if (ctx.journal.find(key) !== undefined) return done;
  const made = await step(ctx, key, artifactsCommitted, async () => {
    const commits = (await madeBefore(key, deps, ctx)) ?? (await commit(key, deps, ctx, subject));
    return commits.ok ? ok({ kind: 'committed', by: 'tool', commits: [...commits.value] }) : commits;
  });
  if (!made.ok) return made;
  if (made.value.commits.length > 0) ctx.emit({ type: 'committed', commits: made.value.commits, by: 'tool' });
  return done;
}

/** The commit of a process that died before it could record it; null where there was none. */
async function madeBefore(
  key: string,
  { repository }: OuterDeps,
  ctx: RunContext,
): Promise<Result<readonly CommitFacts[], Halt> | null> {
  const meant = ctx.journal.meant(`${key}/tool`);
  if (meant === null) return null;
  const since = await repository.history(meant.head ? (meant.head as CommitId) : null, ctx.signal);
  if (!since.ok) return since;
  const found = since.value.commits.findLast((one) => one.subject === meant.subject);
  return found === undefined ? null : ok([found]);
}

async function commit(
  key: string,
  deps: OuterDeps,
  ctx: RunContext,
  subject: string | null,
): Promise<Result<readonly CommitFacts[], Halt>> {
  const { repository, settings } = deps;
  const start = await repository.baseline(ctx.signal);
  if (!start.ok) return start;
  const { head, headTree, tree } = start.value;
  if (headTree === tree) return ok([]);
  const differing = await repository.differing(headTree, tree, ctx.signal);
  if (!differing.ok) return differing;
  const shared = sharedPaths(deps);
  const isOurs = (path: string): boolean =>
    settings.artifacts.some((own) => path === own || path.startsWith(`${own}/`));
  const wanted = differing.value.every(
    ({ path, status }) =>
      isOurs(path) && (status !== 'added' || shared.some((own) => path === own || path.startsWith(`${own}/`))),
  );
  if (!wanted || differing.value.length === 0) return ok([]);
  const names = differing.value.map(({ path }) => path);
  const first = subject ?? `Update ${names.length === 1 ? names[0] : `${names.length} planning documents`}`;
  // By its subject it is known again after a crash.
  const before = { head: head ?? '', tree, subject: first };
  const meant = await ctx.journal.append({ kind: 'intent', key: `${key}/tool`, before });
  if (!meant.ok) return meant;
  const answer = await repository.commit({ tree, message: `${first}\n\n${TRAILER}\n` }, ctx.signal);
  if (!answer.ok) return answer;
  if (answer.value.kind === 'committed') return ok([answer.value.commit]);
  ctx.emit({ type: 'noticed', notice: { kind: 'artifacts-uncommitted', files: names, why: answer.value.says } });
  return ok([]);
}

/** Those that are to be shared even when git does not know them yet. */
function sharedPaths({ settings }: OuterDeps): readonly string[] {
  const { commitArtifacts: wanted, places, tasklist } = settings;
  return [
    ...(wanted.tasklist ? [tasklist] : []),
    ...(wanted.designs ? [places.designs] : []),
    ...(wanted.opportunities ? [places.opportunities] : []),
  ];
}
