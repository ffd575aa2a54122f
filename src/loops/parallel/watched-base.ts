import type { Emit } from '../../domain/event.js';
import type { CommitId } from '../../domain/ids.js';
import type { Landing } from '../../ports/landing.js';

/**
 * Tells of what others commit on the base while tasks are worked on. That is a person's good right, and tasks are
 * integrated with it; but an agent that commits there instead of in its worktree gets past every check, and nobody can
 * tell the two apart by the commit.
 */
export function watchedBase(landing: Landing, emit: Emit): Landing {
  /** Where it was last, as far as this run has moved or seen it. */
  let known: CommitId | null = null;
  return {
    ...landing,
    async tip(signal) {
      const tip = await landing.tip(signal);
      if (!tip.ok || tip.value.id === known) return tip;
      if (known !== null) {
        const commits = await landing.since(known, tip.value.id, signal);
        if (!commits.ok) return commits;
        emit({ type: 'noticed', notice: { kind: 'base-moved', base: landing.base, commits: commits.value } });
      }
      known = tip.value.id;
      return tip;
    },
    async land(from, to, signal) {
      const landed = await landing.land(from, to, signal);
      if (landed.ok && landed.value.kind === 'landed') known = to;
      return landed;
    },
  };
}
