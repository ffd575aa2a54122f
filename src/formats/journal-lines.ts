import { JOURNAL_VERSIONS, type JournalLine, journalLine, SEALED_SINCE } from '../domain/journal.js';
import { err, ok, type Result } from '../domain/result.js';
import { NO_SEAL, type Sealed, unsealLine } from './journal-seal.js';

/** What a journal says. */
export interface JournalText {
  readonly lines: readonly JournalLine[];
  /** The same lines as they stand there, newlines included. */
  readonly text: string;
  /** Bytes of whole lines, and of a torn one after them. */
  readonly whole: number;
  readonly torn: number;
  /** What the next line is sealed with; null for a journal of a version without seals. */
  readonly seal: string | null;
}

/** A line that cannot be read, counted from 1, and what is wrong with it. */
export interface DamagedLine {
  readonly line: number;
  readonly why: string;
}

const DAMAGED = 'this line is damaged';
const STRANGER =
  'this line does not follow from the one before it: either was changed, or a line was moved or taken out';

/**
 * Reads a journal. What stands behind its last newline was torn by a crash, and is left out; any other damage is told:
 * lines that cannot be read, and lines that are not those which were written there.
 */
export function journalLines(bytes: Buffer): Result<JournalText, DamagedLine> {
  const whole = bytes.lastIndexOf(0x0a) + 1;
  const text = bytes.subarray(0, whole).toString('utf8');
  const lines: JournalLine[] = [];
  let seal: string | null = NO_SEAL;
  for (const [index, one] of text.split('\n').slice(0, -1).entries()) {
    if (index === 0 && !isSealed(one)) seal = null;
    const unsealed: Sealed | { readonly text: string; readonly seal: null } | null =
      seal === null ? { text: one, seal } : unsealLine(seal, one);
    const line = readLine(unsealed?.text ?? one);
    if (line === null || unsealed === null) return err({ line: index + 1, why: whyNot(one) });
    seal = unsealed.seal;
    lines.push(line);
  }
  return ok({ lines, text, whole, torn: bytes.byteLength - whole, seal });
}

/** Whether the first line is that of a journal with seals; one that cannot be read is not held to have none. */
function isSealed(first: string): boolean {
  const opened = parsed(first);
  return !(typeof opened?.v === 'number' && opened.v < SEALED_SINCE && opened.seal === undefined);
}

function readLine(text: string): JournalLine | null {
  const read = journalLine.safeParse(parsed(text));
  return read.success ? read.data : null;
}

/** What is wrong with a line that cannot be read. */
function whyNot(text: string): string {
  const line = parsed(text);
  if (line === null) return DAMAGED;
  const { v, seal, ...rest } = line;
  if (typeof v === 'number' && !JOURNAL_VERSIONS.some((known) => known === v))
    return `this line is of version ${v}; this millstone reads versions ${JOURNAL_VERSIONS.slice(0, -1).join(', ')} and ${JOURNAL_VERSIONS.at(-1)}`;
  const asLine = v === undefined ? rest : { v, ...rest };
  return seal !== undefined && journalLine.safeParse(asLine).success ? STRANGER : DAMAGED;
}

/** A JSON object; null for anything else. */
function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
