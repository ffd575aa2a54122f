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

const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$/s;
/** Below this a line was ended by its writer, not by the width of a page. */
const NARROWEST = 50;

/**
 * Reads notes without bullets, numbers and boxes. Headings are the items, with the text under each; a first heading that is
 * the only one of level 1 is the title. Without such headings each line is an item, wrapped lines together being one.
 */
export function notesWithoutMarks(lines: readonly Line[]): ReadNotes {
  const headings = lines.flatMap((line) => {
    const level = line.kind === 'text' ? HEADING.exec(line.text)?.[1]?.length : undefined;
    return level === undefined ? [] : [{ line, level }];
  });
  const [first] = headings;
  const titled = first?.level === 1 && headings.filter(({ level }) => level === 1).length === 1;
  const title = titled ? first.line.number : 0;
  return headings.length > (titled ? 1 : 0) ? byHeadings(lines, title) : byLines(lines, title);
}

function byHeadings(lines: readonly Line[], title: number): ReadNotes {
  const items: NoteItem[] = [];
  const leftOut: { line: number; text: string }[] = [];
  let body: string[] | null = null;
  for (const { kind, number, text } of lines) {
    const heading = kind === 'text' && number !== title ? HEADING.exec(text)?.[2] : undefined;
    if (heading !== undefined && heading !== '') {
      body = [];
      items.push({ line: number, done: false, text: heading, body, group: null });
    } else if (kind === 'blank') body?.push('');
    else if (body !== null && number !== title) body.push(`  ${text}`);
    else leftOut.push({ line: number, text });
  }
  return { items, leftOut };
}

function byLines(lines: readonly Line[], title: number): ReadNotes {
  const items: NoteItem[] = [];
  const leftOut: { line: number; text: string }[] = [];
  let paragraph: Line[] = [];
  const close = (): void => {
    const parts = isWrapped(paragraph) ? [paragraph] : paragraph.map((line) => [line]);
    for (const part of parts) {
      const text = part.map((line) => line.text.trim()).join(' ');
      items.push({ line: part[0]?.number ?? 0, done: false, text, body: [], group: null });
    }
    paragraph = [];
  };
  for (const line of lines) {
    // A line of signs alone separates, and underlines headings.
    if (line.kind === 'text' && line.number !== title && /[\p{L}\p{N}]/u.test(line.text)) {
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
function isWrapped(paragraph: readonly Line[]): boolean {
  const texts = paragraph.map(({ text }) => text.trim());
  const width = Math.max(NARROWEST, ...texts.map((text) => text.length));
  const full = texts
    .slice(1)
    .every((next, i) => (texts[i] ?? '').length + 1 + (/^\S+/.exec(next)?.[0].length ?? 0) > width);
  return texts.length > 1 && full && texts.slice(1).some((text) => !/^\p{Lu}/u.test(text));
}
