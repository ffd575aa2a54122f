import type { CommitFacts } from '../domain/change.js';
import { plural } from './figures.js';
import { type Line, line } from './line.js';
import { oneLine } from './plain-text.js';

/** A run that was taken back. */
export interface UndoneRun {
  readonly title: string;
  /** Oldest first. */
  readonly commits: readonly CommitFacts[];
  /** The ref that keeps how everything was. */
  readonly parked: string;
}

/** What a person is told after an undo. */
export const undoneLines = ({ title, commits, parked }: UndoneRun): readonly Line[] => [
  line('result', `Took back the last run ("${oneLine(title)}"): ${plural(commits.length, 'commit')}.`, 'good'),
  ...commits.map(({ id, subject }) => line('result', `  ${id.slice(0, 12)} ${oneLine(subject)}`)),
  line('progress', 'Uncommitted changes stayed as they were.'),
  line('progress', `All of it is kept in ${parked}; millstone --recover lists it and brings it back.`),
];

/** Why there was nothing to take back. */
export function nothingToUndo(why: 'no-run' | 'no-commits' | 'undone', title: string | null): Line {
  const run = title === null ? 'the last run' : `the last run ("${oneLine(title)}")`;
  const says = {
    'no-run': 'There is nothing to undo: no run of millstone is known here.',
    'no-commits': `There is nothing to undo: ${run} made no commits.`,
    undone: `There is nothing to undo: ${run} was taken back already. What it made is listed by millstone --recover.`,
  };
  return line('result', says[why]);
}
