import { hash } from 'node:crypto';
import type { JournalLine } from '../domain/journal.js';

/** Hexadecimal digits of a seal: it finds accidents and editors, it does not keep anybody out. */
const DIGITS = 16;
const SEALED = /,"seal":"([0-9a-f]{16})"\}$/;

/** The seal before the first line. */
export const NO_SEAL = '';

/** A line as it is written. */
export interface Sealed {
  /** Without the line end. */
  readonly text: string;
  /** What the next line is sealed with. */
  readonly seal: string;
}

/**
 * Writes a line with a digest of itself and of the line before: one that is changed, taken out, doubled or moved no longer
 * follows, and so does the one behind it.
 */
export function sealLine(before: string, line: JournalLine): Sealed {
  const body = JSON.stringify(line);
  const seal = digest(before, body);
  return { text: `${body.slice(0, -1)},"seal":"${seal}"}`, seal };
}

/** The line without its seal, as it was before it was written; null when it does not follow the line before. */
export function unsealLine(before: string, text: string): Sealed | null {
  const seal = SEALED.exec(text)?.[1];
  if (seal === undefined) return null;
  const body = text.replace(SEALED, '}');
  return digest(before, body) === seal ? { text: body, seal } : null;
}

const digest = (before: string, body: string): string => hash('sha256', before + body, 'hex').slice(0, DIGITS);
