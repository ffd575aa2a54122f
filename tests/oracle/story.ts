import { existsSync, readFileSync } from 'node:fs';
import type { Rig } from '../support/rig.js';
import type { Committed } from './person.js';
import type { Plot, PlotTask } from './plot.js';
import type { Told } from './told.js';

/** What happened, told by those who made it happen. */
export interface Story {
  readonly rig: Rig;
  readonly plot: Plot;
  readonly told: Told;
  readonly committed: readonly Committed[];
  /** Whether the run was asked to end before all was done. */
  readonly stopped: boolean;
}

/** Whether some file of a commit has a word, or one of a checkout; the path is a pattern of git. */
export function holds(rig: Rig, commit: string | null, word: string, path: string, checkout = '.'): boolean {
  const where = commit === null ? ['--untracked'] : [];
  const args = ['grep', '-lw', ...where, '-e', word, ...(commit === null ? [] : [commit]), '--', path];
  try {
    return rig.git('-C', checkout, ...args) !== '';
  } catch {
    return false;
  }
}

/** Whether a commit holds what a task was to make. */
export const marked = (rig: Rig, commit: string, { id, mark }: PlotTask): boolean => holds(rig, commit, id, mark);

/** The whole lines of a file; none where it is not. */
export const linesIn = (file: string): readonly string[] =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
