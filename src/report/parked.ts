import type { Parked } from '../domain/parked.js';
import { firstOf, plural } from './figures.js';
import { type Line, labelled, line } from './line.js';
import { oneLine } from './plain-text.js';

/** Files that are named. */
const NAMED = 5;

/** Something parked, as a person chooses it. */
export interface Listed extends Parked {
  /** Its place in the list, from 1. */
  readonly number: number;
  /** The task of the run that parked it; null when its journal is gone. */
  readonly task: string | null;
}

/** What is parked, with what can be done about it. */
export function parkedLines(parked: readonly Listed[]): readonly Line[] {
  if (parked.length === 0) {
    const why = 'millstone keeps here what it is about to undo, and so far it undid nothing.';
    return [line('result', `Nothing is parked in this repository: ${why}`)];
  }
  return [
    line('result', 'Parked in this repository, the newest first:', 'strong'),
    ...parked.flatMap((one) => ['', ...about(one)]).map((one) => (typeof one === 'string' ? line('result', one) : one)),
    line('progress', ''),
    line('progress', 'millstone --recover 1 brings the first one back into your files, uncommitted; it overwrites'),
    line('progress', 'nothing. To look at it first: git show REF. To have its commits again: git branch NAME REF.'),
  ];
}

function about({ number, task, run, ref, at, subject, own, files, staged }: Listed): readonly Line[] {
  const indent = ' '.repeat(6);
  const what = own ? subject : `Commit "${subject}"`;
  const names = files.length === 0 ? '' : `: ${firstOf(files.map(oneLine), NAMED)}`;
  const also = staged === null ? '' : ', and what was staged';
  return [
    line('result', `${String(number).padStart(4)}  ${oneLine(what)}`, 'strong', 6),
    labelled('result', 'When', at === '' ? 'unknown' : `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`, indent),
    labelled('result', 'Files', `${plural(files.length, 'file')}${names}${also}`, indent),
    labelled('result', 'Run', task === null ? run : `${run} "${oneLine(task)}"`, indent),
    labelled('result', 'Ref', ref, indent),
  ];
}

/** What came of bringing something back. */
export function broughtBackLines(
  { ref, subject }: Parked,
  brought: { readonly files: readonly string[]; readonly parked: string | null; readonly staged: boolean | null },
): readonly Line[] {
  const { files, parked, staged } = brought;
  if (files.length === 0)
    return [line('result', `All of it is there already, nothing had to be changed: "${oneLine(subject)}".`)];
  const STAGED = 'What was staged then is staged again.';
  const UNSTAGED = `What was staged then is not staged again, since the index has moved on; it is kept in ${ref}.`;
  return [
    line(
      'result',
      `Brought back ${plural(files.length, 'file')}, uncommitted: ${firstOf(files.map(oneLine), NAMED)}.`,
      'good',
    ),
    ...(staged === null ? [] : [line('progress', staged ? STAGED : UNSTAGED)]),
    ...(parked === null ? [] : [line('progress', `What was uncommitted before is kept in ${parked}.`)]),
  ];
}
