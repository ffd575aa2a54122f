import { scanLines } from './markdown.js';

/** A part of a document under a heading of level 2. */
export interface Section {
  readonly heading: string;
  /** All below the heading up to the next one of level 1 or 2. */
  readonly text: string;
}

const HEADING = /^(#{1,2})[ \t]+(\S.*?)[ \t#]*$/;

/** The sections of a Markdown text, in its order; headings in code fences and comments are none. */
export function sectionsOf(text: string): readonly Section[] {
  const found: { readonly heading: string; readonly from: number; to: number }[] = [];
  let open: (typeof found)[number] | null = null;
  scanLines(text, (line) => {
    const [, level, heading] = line.kind === 'text' ? (HEADING.exec(line.text) ?? []) : [];
    if (level === undefined || heading === undefined) return;
    if (open !== null) open.to = line.start;
    open = null;
    if (level.length !== 2) return;
    open = { heading, from: line.next, to: text.length };
    found.push(open);
  });
  return found.map(({ heading, from, to }) => ({ heading, text: text.slice(from, to) }));
}
