import type { Outcome } from '../../domain/outcome.js';
import type { Role } from '../../domain/role.js';
import type { Lane } from '../../domain/run-story.js';

/** A time as the report shows it; UTC, as its foot says. */
export const moment = (at: string): string => at.slice(0, 19).replace('T', ' ');

/** What people call the lanes of the time line. */
export const LANE_NAMES: Readonly<Record<Lane, string>> = {
  author: 'Author',
  checks: 'Checks',
  sanity: 'Sanity check',
  reviewer: 'Reviewer',
  other: 'Other',
  wait: 'Waiting',
};

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  author: 'Author',
  reviewer: 'Reviewer',
  sanity: 'Sanity check',
  analyzer: 'Analyzer',
  release_eng: 'Release engineer',
  sre: 'Incident engineer',
};

/** Whether something went well; said by a sign and a word, never by a colour alone. */
export type Mood = 'good' | 'bad' | 'warn' | 'calm';

/** How a task ended, in words. */
export function outcomeWords(outcome: Outcome | null): { readonly mood: Mood; readonly words: string } {
  switch (outcome) {
    case null:
      return { mood: 'calm', words: 'not ended' };
    case 'approved':
      return { mood: 'good', words: 'approved and committed' };
    case 'no_changes':
      return { mood: 'good', words: 'nothing had to be changed' };
    case 'researched':
      return { mood: 'good', words: 'report written' };
    case 'declined':
    case 'interrupted':
    case 'budget':
      return { mood: 'warn', words: outcome };
    default:
      return { mood: 'bad', words: outcome.replaceAll('_', ' ') };
  }
}

/** A long text shortened between characters. */
export function shortened(text: string, most: number): string {
  const signs = [...text.trim()];
  return signs.length <= most ? signs.join('') : `${signs.slice(0, most).join('').trimEnd()}…`;
}
