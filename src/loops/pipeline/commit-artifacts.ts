import * as z from 'zod';
import { commitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { done, ok, type Result } from '../../domain/result.js';
import { TRAILER } from '../../policy/commit-message.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import type { OuterDeps } from './deps.js';

/** As a task's commit is recorded, so that `--undo` finds it. */
const committed = z.strictObject({
  kind: z.literal('committed'),
  by: z.literal('tool'),
  commits: z.array(commitFacts),
});

/**
 * Commits what was approved where it is kept in the repository: artifacts that the settings ask to share, and those that git
 * tracks anyway. Only where nothing else is uncommitted; otherwise, and where a hook refuses, they stay as they are, which
 * is nobody's dirt (L18).
 */
export async function commitArtifacts(
  key: string,
  deps: OuterDeps,
  ctx: RunContext,
  subject: string | null = null,
): Promise<Result<void, Halt>> {
  if (ctx.journal.find(key) !== undefined) return done;
  const { repository, settings } = deps;
  const start = await repository.baseline(ctx.signal);
  if (!start.ok) return start;
  const { headTree, tree } = start.value;
  if (headTree === tree) return done;
  const differing = await repository.differing(headTree, tree, ctx.signal);
  if (!differing.ok) return differing;
  const shared = sharedPaths(deps);
  const isOurs = (path: string): boolean =>
    settings.artifacts.some((own) => path === own || path.startsWith(`${own}/`));
  const wanted = differing.value.every(
    ({ path, status }) =>
      isOurs(path) && (status !== 'added' || shared.some((own) => path === own || path.startsWith(`${own}/`))),
  );
  if (!wanted || differing.value.length === 0) return done;
  const names = differing.value.map(({ path }) => path);
  const first = subject ?? `Update ${names.length === 1 ? names[0] : `${names.length} planning documents`}`;
  const message = `${first}\n\n${TRAILER}\n`;
  const made = await step(ctx, key, committed, async () => {
    const answer = await repository.commit({ tree, message }, ctx.signal);
    if (!answer.ok) return answer;
    if (answer.value.kind === 'committed') return ok({ kind: 'committed', by: 'tool', commits: [answer.value.commit] });
    ctx.emit({ type: 'noticed', notice: { kind: 'artifacts-uncommitted', files: names, why: answer.value.says } });
    return ok({ kind: 'committed', by: 'tool', commits: [] });
  });
  if (!made.ok) return made;
  if (made.value.commits.length > 0) ctx.emit({ type: 'committed', commits: made.value.commits, by: 'tool' });
  return done;
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
