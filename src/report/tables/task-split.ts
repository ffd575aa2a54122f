import type { TaskOutlook } from '../../domain/outlook.js';
import { firstOf } from '../figures.js';
import { type Line, labelled, line } from '../line.js';
import { oneLine } from '../plain-text.js';

/** Files that are named. */
const FILES = 5;

/** A task with what is known about it, then how it could be split, in the words of the agent. */
export function taskSplit(task: TaskOutlook, answer: string, file: string): readonly Line[] {
  const { number, id, title, complexity, references, keywords } = task;
  const known: readonly (readonly [string, string])[] = [
    ['Looks', complexity],
    ['Files', firstOf(references, FILES)],
    ['Words', keywords.join(', ')],
  ];
  return [
    line('result', `Task ${number} (${id}): ${oneLine(title)}`, 'strong'),
    ...known.filter(([, text]) => text !== '').map(([label, text]) => labelled('result', label, text, '  ')),
    line('result', ''),
    // With its empty lines, so that it can be copied as it is.
    ...answer
      .trim()
      .split(/\r?\n/)
      .map((text) => line('result', text)),
    line('result', ''),
    line(
      'result',
      `Nothing was changed. Put into ${oneLine(file)} what you agree with, in the place of the task.`,
      'dim',
    ),
  ];
}
