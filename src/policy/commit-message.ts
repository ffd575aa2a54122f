import type { Task } from '../domain/task.js';

/** The longest first line of a message. Source: prompts.md 4.17. */
const SUBJECT = 50;
/** Where the body is wrapped, as git's own documentation advises. */
const WIDTH = 72;

/** The last line of every message that millstone asks for or writes. */
export const TRAILER = 'Made-with: millstone';

/** The message of a commit that millstone makes itself: the task as the subject, the review's summary as the reason. */
export function commitMessage(task: Task, summary: string): string {
  const subject = subjectOf(task.title);
  const body = [subject.endsWith('…') ? wrap(task.title) : '', wrap(summary.trim())].filter((part) => part !== '');
  return `${[subject, ...body, TRAILER].join('\n\n')}\n`;
}

function subjectOf(title: string): string {
  const clean = title.replace(/\s+/g, ' ').trim();
  const points = [...clean];
  if (points.length <= SUBJECT) return clean.replace(/[.\s]+$/, '') || 'Change';
  const cut = points.slice(0, SUBJECT - 1).join('');
  const atWord = cut.lastIndexOf(' ');
  return `${atWord > SUBJECT / 2 ? cut.slice(0, atWord) : cut}…`;
}

function wrap(text: string): string {
  // A line that begins with # would be a comment to git, one with a colon at the start of the last block a trailer.
  return text
    .split('\n')
    .map((paragraph) => fold(paragraph.replace(/^#+\s*/, '').trim()))
    .join('\n');
}

function fold(paragraph: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/\s+/)) {
    if (line !== '' && line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
