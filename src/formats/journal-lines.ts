import { JOURNAL_VERSIONS, type JournalLine, journalLine } from '../domain/journal.js';
import { err, ok, type Result } from '../domain/result.js';

/** What a journal says. */
export interface JournalText {
  readonly lines: readonly JournalLine[];
  /** The same lines as they stand there, newlines included. */
  readonly text: string;
  /** Bytes of whole lines, and of a torn one after them. */
  readonly whole: number;
  readonly torn: number;
}

/** A line that cannot be read, counted from 1, and what is wrong with it. */
export interface DamagedLine {
  readonly line: number;
  readonly why: string;
}

/** Reads a journal. What stands behind its last newline was torn by a crash, and is left out; any other damage is told. */
export function journalLines(bytes: Buffer): Result<JournalText, DamagedLine> {
  const whole = bytes.lastIndexOf(0x0a) + 1;
  const text = bytes.subarray(0, whole).toString('utf8');
  const lines: JournalLine[] = [];
  for (const [index, one] of text.split('\n').slice(0, -1).entries()) {
    const line = readLine(one);
    if (line === null) return err({ line: index + 1, why: whyNot(one) });
    lines.push(line);
  }
  return ok({ lines, text, whole, torn: bytes.byteLength - whole });
}

function readLine(text: string): JournalLine | null {
  try {
    const read = journalLine.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** What is wrong with a line that cannot be read. */
function whyNot(text: string): string {
  try {
    const { v } = JSON.parse(text) as { v?: unknown };
    if (typeof v === 'number' && !JOURNAL_VERSIONS.some((known) => known === v))
      return `this line is of version ${v}; this millstone reads versions ${JOURNAL_VERSIONS.join(' and ')}`;
  } catch {
    // No JSON at all.
  }
  return 'this line is damaged';
}
