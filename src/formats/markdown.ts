/** A line of a Markdown text. Offsets count UTF-16 units of the text; the line end is not part of the line. */
export interface Line {
  /** `fence` and `comment` are lines in a code fence or an HTML comment, the ones that open and close it included. */
  readonly kind: 'text' | 'blank' | 'fence' | 'comment';
  /** Counts from 1. */
  readonly number: number;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Where the next line starts; the length of the text after the last one. */
  readonly next: number;
}

/** A fence or comment that is still open at the end of a text, and so hides everything below its line. */
export interface Unclosed {
  readonly kind: 'fence' | 'comment';
  readonly line: number;
  /** Opened in the text of a list item, whose end is its end as well: what comes below would not be hidden. */
  readonly contained: boolean;
}

type Open = Unclosed & {
  /** What closes it. */
  readonly close: RegExp;
};

const FENCE = /^[ \t]*(`{3,}(?=[^`]*$)|~{3,})/;
const COMMENT = /^[ \t]*<!--/;
const ITEM = /^ ?(?:[-*+]|\d{1,9}[.)])[ \t]/;
const BLANK = /^\s*$/;
const CR = /\r/;

/** Whether a line belongs to the list item above it: two spaces or a tab, and more. Source: tasklist.md 2.2. */
export const isIndented = (text: string): boolean => text.startsWith('  ') || text.startsWith('\t');

/**
 * Shows each line of a text to `visit`, in order. Lines end at CRLF, LF or CR; a byte order mark is not part of the first
 * one. Fences and comments follow CommonMark: they end with the list item that they stand in, so that one which is
 * never closed hides the rest of its item only. Returns what hides the end of the text; null when nothing does.
 */
export function scanLines(text: string, visit: (line: Line) => void): Unclosed | null {
  let open: Open | null = null;
  let inItem = false;
  let number = 0;
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  let lf = text.indexOf('\n');
  // Compiled code looks for what is never found again at every line, unless whether it is there was found out otherwise.
  let cr = CR.test(text) ? text.indexOf('\r') : -1;
  while (start < text.length) {
    if (lf >= 0 && lf < start) lf = text.indexOf('\n', start);
    if (cr >= 0 && cr < start) cr = text.indexOf('\r', start);
    const end = cr >= 0 && (lf < 0 || cr < lf) ? cr : lf >= 0 ? lf : text.length;
    const next = end === cr && lf === cr + 1 ? end + 2 : Math.min(end + 1, text.length);
    const line = text.slice(start, end);
    const sign = line.charCodeAt(firstSign(line));
    const blank = Number.isNaN(sign) || (sign > 126 && BLANK.test(line));
    const indented = isIndented(line);
    number++;

    if (open?.contained === true && !blank && !indented) open = null;
    let kind: Line['kind'] = blank ? 'blank' : 'text';
    if (open !== null) {
      kind = open.kind;
      if (open.close.test(line)) open = null;
    } else if (!blank) {
      const opened: Open | null = OPENERS.includes(sign) ? openedBy(line, number, inItem && indented) : null;
      if (opened !== null) {
        kind = opened.kind;
        // A comment may end in the line that it begins in.
        open = kind === 'comment' && line.indexOf('-->', line.indexOf('<!--') + 2) >= 0 ? null : opened;
      }
      if (!indented) inItem = kind === 'text' && ITEM.test(line);
    }
    visit({ kind, number, text: line, start, end, next });
    start = next;
  }
  return open === null ? null : { kind: open.kind, line: open.line, contained: open.contained };
}

/** The signs that a fence or a comment begins with: most lines begin with none, and a list may have many lines. */
const OPENERS = ['`', '~', '<'].map((sign) => sign.charCodeAt(0));

/** Where a line has its first sign that is no space, tab or other control character. */
function firstSign(line: string): number {
  let at = 0;
  while (line.charCodeAt(at) <= 32) at++;
  return at;
}

function openedBy(line: string, number: number, contained: boolean): Open | null {
  const fence = FENCE.exec(line)?.[1];
  if (fence !== undefined) {
    const close = new RegExp(`^[ \\t]*${fence[0]}{${fence.length},}[ \\t]*$`);
    return { kind: 'fence', line: number, close, contained };
  }
  return COMMENT.test(line) ? { kind: 'comment', line: number, close: /-->/, contained } : null;
}
