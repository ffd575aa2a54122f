import type { HaltOf } from './halt.js';
import type { HaltRule } from './halt-rule.js';
import { named, plural } from './halt-words.js';

/** Tasks at once of which some did not land. */
export const NOT_LANDED_RULE: HaltRule<HaltOf<'not-landed'>> = {
  exit: 1,
  family: 31,
  resumable: true,
  outcome: (h) => h.tasks[0]?.outcome ?? 'blocked',
  say: (h) => `${plural(h.tasks.length, 'task')} did not land: ${named(h.tasks.map(({ title }) => title))}.`,
  next: () => [
    'What they made is kept in their worktrees, or parked where these were cleaned up: millstone --recover.',
    'Look at one: git -C WORKTREE status, git -C WORKTREE log -p.',
  ],
};
