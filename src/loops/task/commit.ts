import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { Verdict } from '../../domain/verdict.js';
import type { WantedTree } from '../../ports/repository.js';
import type { Retry } from '../approve.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import { commitByAuthor } from './commit-by-author.js';
import { commitByTool } from './commit-by-tool.js';
import { commitState } from './commit-state.js';
import type { TaskDeps } from './deps.js';
import { type Settled, settled } from './settled.js';
import type { Started, Work } from './work.js';

/** The slot after an approval: what was approved, and nothing else, becomes a commit. */
export function commit(
  deps: TaskDeps,
  started: Started,
  ctx: RunContext,
  onCommitted: (commits: readonly CommitFacts[]) => void,
) {
  let refusedBefore = false;
  return async (work: Work, verdict: Verdict, cycle: number): Promise<Result<void, Halt | Retry>> => {
    const key = `task/${started.task.id}/${cycle}/commit`;
    const result = await step(ctx, key, settled, () => settle(deps, started, work, verdict, cycle, key, ctx));
    if (!result.ok) return result;
    if (result.value.kind === 'nothing') return done;
    if (result.value.kind === 'committed') {
      const { by, commits } = result.value;
      ctx.emit({ type: 'committed', by, commits });
      onCommitted(commits);
      return done;
    }
    const { says } = result.value;
    ctx.emit({ type: 'commit-refused', says });
    const otherwise: Halt = { reason: 'commit', why: 'hook-refused', detail: says };
    if (refusedBefore) return err(otherwise);
    refusedBefore = true;
    return err({ reason: 'retry', feedback: hookFeedback(says), otherwise });
  };
}

async function settle(
  deps: TaskDeps,
  started: Started,
  work: Work,
  verdict: Verdict,
  cycle: number,
  key: string,
  ctx: RunContext,
): Promise<Result<Settled, Halt>> {
  if (work.change.files.length === 0 && work.commits.length === 0) return ok({ kind: 'nothing' });
  const wanted = await deps.repository.wanted(started.baseline, work.seen.tree, ctx.signal);
  if (!wanted.ok) return wanted;
  const order = { wanted: wanted.value, work, verdict, cycle, key };

  const early = await alreadyWhole(deps, started, work, wanted.value);
  if (!early.ok) return early;
  if (early.value) return ok({ kind: 'committed', by: 'author', commits: [...work.commits] });
  if (deps.settings.commitBy === 'author') {
    const asked = await commitByAuthor(deps, started, order, ctx);
    if (!asked.ok) return asked;
    if (asked.value !== null) return ok({ kind: 'committed', by: 'author', commits: [...asked.value] });
  }
  return commitByTool(deps, started, order, ctx);
}

async function alreadyWhole(
  deps: TaskDeps,
  started: Started,
  work: Work,
  wanted: WantedTree,
): Promise<Result<boolean, Halt>> {
  const last = work.commits.at(-1);
  if (last === undefined) return ok(false);
  const state = await commitState(deps.repository, started, wanted, last.tree);
  return state.ok ? ok(state.value.kind === 'whole') : state;
}

const hookFeedback = (says: string): string =>
  `The reviewer approved the change, but a git hook of this repository refused the commit. Mend what it objects to; do not bypass it.\n\nThe hook said:\n${says}`;
