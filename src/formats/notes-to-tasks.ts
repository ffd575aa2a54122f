import { isIndented, type Line, scanLines } from './markdown.js';
import { type NoteItem, notesWithoutMarks, type ReadNotes } from './plain-notes.js';
import { readTasklist } from './tasklist.js';

/** A list in any form, as a tasklist. */
export interface Migrated {
  /** The whole tasklist. */
  readonly text: string;
  readonly pending: number;
  readonly done: number;
  /** Whether the notes are a tasklist already; then `text` is what they were. */
  readonly same: boolean;
  /** Lines that are part of no task: headings, comments, code, words between the items. */
  readonly leftOut: readonly { readonly line: number; readonly text: string }[];
}

/** `- [x] text`, also with other bullets; `[~]` and `[/]` are work that was begun. */
const BOXED = /^(\s*)[-*+]\s+\[([ xX~/])\]\s+(\S.*)$/s;
const BARE_BOX = /^(\s*)\[([ xX])\]\s+(\S.*)$/s;
/** A box that is drawn. */
const DRAWN = /^(\s*)(?:[-*+]\s+)?([☐☑☒✅✔✓])\uFE0F?\s*(\S.*)$/su;
/** No box, be it one without a text, written wrong, or with a mark of given up or moved (`[-]`, `[>]`). */
const BULLET = /^(\s*)[-*+•‣◦·–—]\s+(?!\[[ xX~/>-]?\](?![[(:]))(\S.*)$/s;
const NUMBER = /^(\s*)\d{1,9}[.)]\s+(\S.*)$/s;
const TODO = /^(\s*)TODO\s*[:-]\s+(\S.*)$/is;
const GROUP = /^## Group:/;
/** A line that goes on with a sentence, rather than one that begins or separates something. */
const WORDS = /^(?:[\p{L}"'(`]|\d+(?![.)\d]))/u;

interface Found {
  readonly indent: number;
  readonly boxed: boolean;
  readonly done: boolean;
  readonly text: string;
}

/** The item that a line begins, also in a quotation; null when it begins none. */
function itemOf(quoted: string): Found | null {
  const line = quoted.replace(/^ {0,3}(?:> ?)+/, '');
  const boxed = BOXED.exec(line) ?? BARE_BOX.exec(line) ?? DRAWN.exec(line);
  if (boxed !== null) {
    const [, indent = '', mark = ' ', text = ''] = boxed;
    return { indent: widthOf(indent), boxed: true, done: !' ~/☐'.includes(mark), text };
  }
  const [, indent = '', text] = BULLET.exec(line) ?? NUMBER.exec(line) ?? TODO.exec(line) ?? [];
  // A line of signs alone separates.
  return text === undefined || !/[\p{L}\p{N}]/u.test(text)
    ? null
    : { indent: widthOf(indent), boxed: false, done: false, text };
}

/** A tab is worth four columns, as in Markdown. */
const widthOf = (indent: string): number => indent.replaceAll('\t', '    ').length;

/**
 * Makes a tasklist of notes: of checkboxes, bullets, numbers and `TODO:` lines with the set-in lines below them; of
 * headings with the text under them, where there is nothing of these; of lines, where there are no headings either.
 * What is a tasklist already stays as it is. Null when nothing can be a task.
 */
export function notesToTasks(notes: string): Migrated | null {
  const lines: Line[] = [];
  scanLines(notes, (line) => void lines.push(line));
  const marked = lines.some(({ kind, text }) => kind === 'text' && itemOf(text) !== null);
  const { items, leftOut } = marked ? notesWithMarks(lines) : notesWithoutMarks(lines);
  const { entries } = readTasklist(notes);
  // Nothing that stands outside of a task would become one: it is a tasklist.
  const inside = new Set(entries.flatMap(({ line, lastLine }) => range(line, lastLine)));
  if (entries.length > 0 && items.every(({ line, group }) => group !== null || inside.has(line))) {
    const done = entries.filter((entry) => entry.done).length;
    return { text: notes, pending: entries.length - done, done, same: true, leftOut: [] };
  }
  const tasks = items.filter(({ group }) => group === null);
  if (tasks.length === 0) return null;
  const done = tasks.filter((item) => item.done).length;
  return { text: written(items), pending: tasks.length - done, done, same: false, leftOut };
}

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

function notesWithMarks(lines: readonly Line[]): ReadNotes {
  const items: NoteItem[] = [];
  const leftOut: { line: number; text: string }[] = [];
  let open: { readonly indent: number; readonly body: string[] } | null = null;
  for (const { kind, number, text } of lines) {
    if (kind === 'blank') {
      if (open !== null) open.body.push('');
      continue;
    }
    const found = kind === 'text' ? itemOf(text) : null;
    const deeper = open !== null && isIndented(text) && widthOf(/^\s*/.exec(text)?.[0] ?? '') > open.indent + 1;
    // A box of its own is a task of its own, however deep; other marks that are set in are part of the item above.
    if (found !== null && (!deeper || found.boxed)) {
      const body: string[] = [];
      items.push({ line: number, done: found.done, text: found.text.trim(), body, group: null });
      open = { indent: found.indent, body };
    } else if (open !== null && deeper) open.body.push(dedented(text, open.indent));
    else if (open !== null && kind === 'text' && open.body.length === 0 && WORDS.test(text))
      // A wrapped line, which Markdown takes for the item's as well.
      open.body.push(`  ${text}`);
    else if (kind === 'text' && GROUP.test(text)) {
      items.push({ line: number, done: false, text: text.trimEnd(), body: [], group: text.trimEnd() });
      open = null;
    } else {
      leftOut.push({ line: number, text });
      open = null;
    }
  }
  return { items, leftOut };
}

/** A line of an item without the columns by which the item itself was set in; two at least stay. */
function dedented(text: string, indent: number): string {
  if (indent === 0 || text.startsWith('\t')) return text;
  const own = /^ */.exec(text)?.[0].length ?? 0;
  return ' '.repeat(Math.max(2, own - indent)) + text.slice(own);
}

function written(items: readonly NoteItem[]): string {
  let text = '# Tasklist\n\n';
  for (const { done, text: title, body, group } of items) {
    if (group !== null) {
      text += `${text.endsWith('\n\n') ? '' : '\n'}${group}\n\n`;
      continue;
    }
    // Two empty lines would end the task.
    const lines = body.map((line) => line.trimEnd()).filter((line, i, all) => line !== '' || (all[i - 1] ?? '') !== '');
    while (lines.at(-1) === '') lines.pop();
    text += `${[`- [${done ? 'x' : ' '}] ${title}`, ...lines].join('\n')}\n`;
  }
  return text;
}
