import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { Verdict } from '../../domain/verdict.js';
import { excerpt } from '../../prompting/excerpt.js';
import type { Retry } from '../approve.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import type { TaskDeps } from './deps.js';
import { ownCommits } from './own-commits.js';
import { setBoxes } from './set-boxes.js';
import { settle } from './settle.js';
import { settled } from './settled.js';
import { tickForCommit } from './tick-for-commit.js';
import type { Started, Work } from './work.js';

/** The run's own commits of a task; null when there was nothing to commit. */
type Committed = readonly CommitFacts[] | null;

/** After an approval: what was approved, and nothing else, becomes a commit. */
export function commit(deps: TaskDeps, started: Started, ctx: RunContext) {
  let refusedBefore = false;
  return async (work: Work, verdict: Verdict, cycle: number): Promise<Result<Committed, Halt | Retry>> => {
    const key = `task/${started.task.id}/${cycle}/commit`;
    const result = await step(ctx, key, settled, async () => {
      const tick = await tickForCommit(deps, started, work, key, ctx);
      if (!tick.ok) return tick;
      const approved = tick.value === null ? work : { ...work, seen: tick.value };
      const order = { work: approved, ticked: tick.value !== null, verdict, cycle, key };
      const made = await settle(deps, started, order, ctx);
      if (!made.ok || made.value.kind !== 'refused') return made;
      // The author goes on with the tree that it left.
      const back = order.ticked ? await setBoxes(deps, started, false, ctx) : done;
      if (!back.ok) return back;
      ctx.emit({ type: 'commit-refused', says: made.value.says });
      // A refusal that ends the task is not recorded, so that the commit is tried again once the hook's cause is gone.
      return refusedBefore || cycle >= started.maxCycles ? err(hookRefused(made.value)) : made;
    });
    if (!result.ok) return result;
    switch (result.value.kind) {
      case 'nothing':
        return ok(null);
      case 'committed': {
        const { by } = result.value;
        const commits = ownCommits(ctx.journal, started.task.id, result.value.commits);
        ctx.emit({ type: 'committed', by, commits });
        return ok(commits);
      }
      case 'refused': {
        refusedBefore = true;
        const { says } = result.value;
        return err({ reason: 'retry', feedback: hookFeedback(says), otherwise: hookRefused(result.value) });
      }
    }
  };
}

const hookRefused = ({ says, tick = false }: { readonly says: string; readonly tick?: boolean | undefined }): Halt => ({
  reason: 'commit',
  why: tick ? 'tick-refused' : 'hook-refused',
  detail: says,
});

/** Characters of a hook's words that the author gets: as much as of a review. Source: agents.md 8.4. */
const HOOK_WORDS = 4_000;

const hookFeedback = (says: string): string =>
  `The reviewer approved the change, but a git hook of this repository refused the commit. Mend what it objects to; do not bypass it.\n\nThe hook said:\n${excerpt(says, HOOK_WORDS)}`;
