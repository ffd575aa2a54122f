import { readFile } from 'node:fs/promises';
import type { Halt } from '../../domain/halt.js';
import { JOURNAL_VERSIONS, type JournalLine, journalLine } from '../../domain/journal.js';
import { err, ok, type Result } from '../../domain/result.js';
import { systemWords } from '../files/system-words.js';

/** What a journal says. */
export interface Past {
  readonly lines: readonly JournalLine[];
  /** The same lines as they stand there, newlines included. */
  readonly text: string;
  /** Bytes of whole lines, and of a torn one after them. */
  readonly whole: number;
  readonly torn: number;
}

/** Reads a journal without touching it. A file that is not there is an empty one. */
export async function readJournal(file: string): Promise<Result<Past, Halt>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return ok({ lines: [], text: '', whole: 0, torn: 0 });
    return err({ reason: 'state', file, why: systemWords(error) });
  }
  const whole = bytes.lastIndexOf(0x0a) + 1;
  const text = bytes.subarray(0, whole).toString('utf8');
  const lines: JournalLine[] = [];
  for (const [index, one] of text.split('\n').slice(0, -1).entries()) {
    const line = readLine(one);
    if (line === null) return err({ reason: 'state', file: `${file}:${index + 1}`, why: whyNot(one) });
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
