import type { Line } from './markdown.js';

/** A heading of a Markdown text. */
export interface Heading {
  /** From 1, the highest. */
  readonly level: number;
  /** Without its signs; empty when it has no words. */
  readonly text: string;
  /** The numbers of its lines, from 1: its own, and the one that underlines it. */
  readonly lines: readonly number[];
}

const MARKED = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/s;
/** Two signs at least: one alone is rather a slip than a line below something. */
const UNDERLINE = /^ {0,3}(={2,}|-{2,})[ \t]*$/;

/** The headings of a text: `# Title`, and a line that the next one underlines with `===` or `---`. */
export function headingsOf(lines: readonly Line[]): readonly Heading[] {
  return lines.flatMap((line, i): readonly Heading[] => {
    if (line.kind !== 'text') return [];
    const [, marks, text = ''] = MARKED.exec(line.text) ?? [];
    if (marks !== undefined) return [{ level: marks.length, text, lines: [line.number] }];
    const below = lines[i + 1];
    const [, signs] = below?.kind === 'text' ? (UNDERLINE.exec(below.text) ?? []) : [];
    if (below === undefined || signs === undefined || !isAlone(lines, i)) return [];
    return [{ level: signs.startsWith('=') ? 1 : 2, text: line.text.trim(), lines: [line.number, below.number] }];
  });
}

/** Whether a line has words, and none directly above it: the last line of a paragraph is no heading of the next. */
const isAlone = (lines: readonly Line[], at: number): boolean =>
  /[\p{L}\p{N}]/u.test(lines[at]?.text ?? '') &&
  !(lines[at - 1]?.kind === 'text' && isWords(lines[at - 1]?.text ?? ''));

const isWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text) && !/^ {0,3}#{1,6}[ \t]/.test(text);
