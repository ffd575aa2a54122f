import { plainText } from './plain-text.js';

/** How a line looks where colours are allowed. */
export type Tone = 'plain' | 'dim' | 'strong' | 'good' | 'warn' | 'bad';

/**
 * Who gets to see a line: `result` everybody, `progress` everybody but `--quiet`, `detail` only `--verbose`,
 * `error` everybody, on stderr.
 */
export type Level = 'result' | 'progress' | 'detail' | 'error';

/** One line for a person, without its newline; harmless text. Only `line` makes one. */
export interface Line {
  readonly text: string;
  readonly tone: Tone;
  readonly level: Level;
  /** Columns by which it is set in where it goes on, should it be too long for a terminal. */
  readonly hang: number;
}

/** Makes a line. Whatever the text holds, no control character gets into it. */
export function line(level: Level, text: string, tone: Tone = 'plain', hang?: number): Line {
  const plain = plainText(text).replaceAll('\n', ' ').trimEnd();
  return { level, text: plain, tone, hang: hang ?? plain.length - plain.trimStart().length + 2 };
}

/** A line of a small table: `Took    12s`. */
export function labelled(level: Level, label: string, text: string, indent = ''): Line {
  const start = `${indent}${label.padEnd(8)}`;
  return line(level, `${start}${text}`, 'plain', start.length);
}
