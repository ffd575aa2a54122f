import type { CommitFacts } from '../domain/change.js';
import type { Task } from '../domain/task.js';

/** The longest first line of a message. Source: prompts.md 4.17. */
const SUBJECT = 50;
/** Where the body is wrapped, as git's own documentation advises. */
const WIDTH = 72;
/** Characters of the review's summary that go into a message. */
const SUMMARY = 2_000;

/** The last line of every message that millstone asks for or writes. */
export const TRAILER = 'Made-with: millstone';

/** The message of a commit that millstone makes itself: the task as the subject, the review's summary as the reason. */
export function commitMessage(task: Task, summary: string): string {
  const title = plain(task.title)
    .replace(/\s+/g, ' ')
    .replace(/^#+\s*/, '')
    .trim();
  const { subject, cut } = subjectOf(title);
  const reason = plain(summary).trim();
  const points = [...reason.slice(0, 2 * SUMMARY)];
  const short = points.length > SUMMARY ? `${points.slice(0, SUMMARY - 1).join('')}…` : reason;
  // A title may have been cut itself; the first line of the task is whole.
  const whole = cut ? (plain(task.raw).trim().split('\n')[0] ?? title) : '';
  const body = [wrap(whole), wrap(short)].filter((part) => part !== '');
  return `${[subject, ...body, TRAILER].join('\n\n')}\n`;
}

/** The message of a commit that holds nothing but the tick of a finished task. */
export function tickMessage(task: Task): string {
  const title = plain(task.title).replace(/\s+/g, ' ').trim();
  return `Mark task complete in tasklist\n\n${wrap(title)}\n\n${TRAILER}\n`;
}

/** The message of the commit that takes a task's commits back, and why. */
export function revertMessage(task: Task, commits: readonly CommitFacts[], why: string): string {
  const title = plain(task.title).replace(/\s+/g, ' ').trim();
  const { subject } = subjectOf(`Revert "${title}"`);
  const reason = `After it ${plain(why).replace(/\s+/g, ' ').trim()}.`;
  const taken = commits.map(({ id }) => `This reverts commit ${id}.`).join('\n');
  return `${[subject, wrap(reason), taken, TRAILER].join('\n\n')}\n`;
}

/** git refuses a message with a NUL, and terminals obey the others. */
const plain = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');

function subjectOf(title: string): { readonly subject: string; readonly cut: boolean } {
  const open = title.replace(/(?:\.{3}|…)$/, '');
  const points = [...open];
  const cut = open !== title || points.length > SUBJECT;
  if (!cut) return { subject: title.replace(/[.\s]+$/, '') || 'Change', cut };
  const head = points.slice(0, SUBJECT - 1).join('');
  const atWord = head.lastIndexOf(' ');
  return { subject: `${atWord > SUBJECT / 2 ? head.slice(0, atWord) : head}…`, cut };
}

function wrap(text: string): string {
  // Left as it is, a line that begins with # would be lost as a comment when the message is edited again.
  return text
    .split('\n')
    .map((paragraph) => fold(paragraph.replace(/^\s*#+\s*/, '').trim()))
    .join('\n')
    .trim();
}

function fold(paragraph: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/\s+/)) {
    if (line !== '' && line.length + word.length + 1 > WIDTH && !word.startsWith('#')) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
