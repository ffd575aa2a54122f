import { type Heading, headingsOf } from './headings.js';
import type { Line } from './markdown.js';

/** What becomes a task, or a group header between tasks. */
export interface NoteItem {
  /** Where it begins in the notes, from 1. */
  readonly line: number;
  readonly done: boolean;
  readonly text: string;
  /** Lines below it, set in by two columns or more. */
  readonly body: readonly string[];
  /** The whole line of a group header; null for a task. */
  readonly group: string | null;
}

/** Notes that were read, with the lines that are part of no task. */
export interface ReadNotes {
  readonly items: readonly NoteItem[];
  readonly leftOut: readonly { readonly line: number; readonly text: string }[];
}

/** Below this a line was ended by its writer, not by the width of a page. */
const NARROWEST = 50;
/** Lines as short as this may be a list of things to do rather than a text that goes on from line to line. */
const SHORT = 20;

/**
 * Reads notes without bullets, numbers and boxes. Headings are the items, with the text under each; a first heading that is
 * the only one of level 1 is the title. Without such headings each line is an item, wrapped lines together being one.
 */
export function notesWithoutMarks(lines: readonly Line[]): ReadNotes {
  const headings = headingsOf(lines);
  const [first] = headings;
  const titled = first?.level === 1 && headings.filter(({ level }) => level === 1).length === 1;
  const title = titled ? first : null;
  return headings.length > (titled ? 1 : 0) ? byHeadings(lines, headings, title) : byLines(lines, title);
}

function byHeadings(lines: readonly Line[], headings: readonly Heading[], title: Heading | null): ReadNotes {
  const at = new Map(headings.flatMap((one) => one.lines.map((number) => [number, one] as const)));
  const items: NoteItem[] = [];
  const leftOut: { line: number; text: string }[] = [];
  let body: string[] | null = null;
  for (const { kind, number, text } of lines) {
    const heading = at.get(number);
    if (heading !== undefined && heading !== title && heading.text !== '') {
      if (number !== heading.lines[0]) continue;
      body = [];
      items.push({ line: number, done: false, text: heading.text, body, group: null });
    } else if (kind === 'blank') body?.push('');
    else if (body !== null && heading === undefined) body.push(`  ${text}`);
    else leftOut.push({ line: number, text });
  }
  return { items, leftOut };
}

function byLines(lines: readonly Line[], title: Heading | null): ReadNotes {
  const items: NoteItem[] = [];
  const leftOut: { line: number; text: string }[] = [];
  let paragraph: Line[] = [];
  const close = (): void => {
    const texts = paragraph.map(({ text }) => text.trim());
    const parts = isWrapped(texts) || isProse(texts) ? [paragraph] : paragraph.map((line) => [line]);
    for (const part of parts) {
      const text = part.map((line) => line.text.trim()).join(' ');
      items.push({ line: part[0]?.number ?? 0, done: false, text, body: [], group: null });
    }
    paragraph = [];
  };
  for (const line of lines) {
    // A line of signs alone separates, and a row of a table is none.
    if (
      line.kind === 'text' &&
      !/^\s*\|/.test(line.text) &&
      title?.lines.includes(line.number) !== true &&
      /[\p{L}\p{N}]/u.test(line.text)
    ) {
      paragraph.push(line);
      continue;
    }
    close();
    if (line.kind !== 'blank') leftOut.push({ line: line.number, text: line.text });
  }
  close();
  return { items, leftOut };
}

/**
 * Whether lines are one text that was broken at the width of a page: none but the last had room for the next one's first
 * word, and not every one of them begins like a sentence.
 */
function isWrapped(texts: readonly string[]): boolean {
  const width = Math.max(NARROWEST, ...texts.map((text) => text.length));
  const full = texts
    .slice(1)
    .every((next, i) => (texts[i] ?? '').length + 1 + (/^\S+/.exec(next)?.[0].length ?? 0) > width);
  return texts.length > 1 && full && texts.slice(1).some((text) => !/^\p{Lu}/u.test(text));
}

/**
 * Whether lines are one text that somebody broke where it suited: it begins like a sentence, goes on in the middle of
 * one, and ends one, or has longer lines than a list of things to do.
 */
function isProse(texts: readonly string[]): boolean {
  const [first = '', ...later] = texts;
  const goesOn = later.some((text, i) => /^\p{Ll}/u.test(text) && !/[.!?:;]$/.test(texts[i] ?? ''));
  const flows = /[.!?]["')]?$/.test(texts.at(-1) ?? '') || texts.slice(0, -1).every((text) => text.length > SHORT);
  return /^["'(]?\p{Lu}/u.test(first) && goesOn && flows;
}
