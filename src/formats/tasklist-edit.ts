import type { TaskId } from '../domain/ids.js';
import { err, ok, type Result } from '../domain/result.js';
import { lineEndOf } from './line-end.js';
import { scanLines } from './markdown.js';
import { type Entry, readTasklist } from './tasklist.js';

/** Why a tasklist stays as it is. */
export type EditRefusal =
  | { readonly reason: 'unknown'; readonly id: TaskId }
  /** Its box already is as it was asked to be. */
  | { readonly reason: 'already'; readonly id: TaskId }
  /** Not the block of exactly one task. */
  | { readonly reason: 'no-block'; readonly block: string }
  /** A fence or comment that is never closed would hide it. */
  | { readonly reason: 'hidden'; readonly line: number };

type Edited = Result<string, EditRefusal>;
type Marked = Result<string, Extract<EditRefusal, { reason: 'unknown' | 'already' }>>;

// Each of these changes its own place in the text and leaves every other character as it is.

/** Ticks the box of a task. */
export const tick = (text: string, id: TaskId): Marked => mark(text, id, true);

/** Takes the tick of a task away. */
export const untick = (text: string, id: TaskId): Marked => mark(text, id, false);

function mark(text: string, id: TaskId, done: boolean): Marked {
  const entry = find(text, id);
  if (entry === null) return err({ reason: 'unknown', id });
  if (entry.done === done) return err({ reason: 'already', id });
  return ok(splice(text, entry.box, entry.box + 1, done ? 'x' : ' '));
}

/** Takes a task out, with the line end behind it. */
export function remove(text: string, id: TaskId): Edited {
  const entry = find(text, id);
  if (entry === null) return err({ reason: 'unknown', id });
  const lineEnd = /^(?:\r\n?|\n)/.exec(text.slice(entry.end, entry.end + 2))?.[0] ?? '';
  return ok(splice(text, entry.start, entry.end + lineEnd.length, ''));
}

/** Puts another block in the place of a task. */
export function replace(text: string, id: TaskId, block: string): Edited {
  const entry = find(text, id);
  if (entry === null) return err({ reason: 'unknown', id });
  const own = ownBlock(block, text);
  return own === null ? err({ reason: 'no-block', block }) : ok(splice(text, entry.start, entry.end, own));
}

/** Puts a block in directly before a task. */
export function insertBefore(text: string, id: TaskId, block: string): Edited {
  const entry = find(text, id);
  if (entry === null) return err({ reason: 'unknown', id });
  const own = ownBlock(block, text);
  return own === null
    ? err({ reason: 'no-block', block })
    : ok(splice(text, entry.start, entry.start, `${own}${lineEndOf(text)}`));
}

/** Puts a block in directly behind a task. */
export function insertAfter(text: string, id: TaskId, block: string): Edited {
  const entry = find(text, id);
  if (entry === null) return err({ reason: 'unknown', id });
  const own = ownBlock(block, text);
  return own === null
    ? err({ reason: 'no-block', block })
    : ok(splice(text, entry.end, entry.end, `${lineEndOf(text)}${own}`));
}

/** Puts blocks at the end, an empty line before each. None of them: the text as it is. */
export function append(text: string, blocks: readonly string[]): Edited {
  const eol = lineEndOf(text);
  const own: string[] = [];
  for (const block of blocks) {
    const one = ownBlock(block, text);
    if (one === null) return err({ reason: 'no-block', block });
    own.push(one);
  }
  if (own.length === 0) return ok(text);
  const open = readTasklist(text).flaws.find(({ kind }) => kind === 'unclosed-fence' || kind === 'unclosed-comment');
  if (open !== undefined) return err({ reason: 'hidden', line: open.line });
  const bare = text === '' || text === '\uFEFF';
  const end = bare || /[\r\n]$/.test(text) ? '' : eol;
  const tail = text.slice(-4).replace(/\r\n?/g, '\n');
  const gap = bare || /(?:^|\n)\n$/.test(tail) ? '' : eol;
  return ok(`${text}${end}${gap}${own.join(eol + eol)}${eol}`);
}

const find = (text: string, id: TaskId): Entry | null =>
  readTasklist(text).entries.find((entry) => entry.id === id) ?? null;

const splice = (text: string, start: number, end: number, put: string): string =>
  text.slice(0, start) + put + text.slice(end);

/** A block with the line ends of a text; null unless it is one task and nothing else. */
function ownBlock(block: string, text: string): string | null {
  const whole = block.replace(/[\r\n]+$/, '').replace(/\r\n?|\n/g, lineEndOf(text));
  const { entries } = readTasklist(whole);
  const [only] = entries;
  // It might take in what comes below.
  const open = scanLines(whole, () => undefined) !== null;
  return entries.length === 1 && !open && only?.start === 0 && only.end === whole.length ? whole : null;
}
