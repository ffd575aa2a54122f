/** How a line looks where colours are allowed. */
export type Tone = 'plain' | 'dim' | 'strong' | 'good' | 'warn' | 'bad';

/**
 * Who gets to see a line: `result` everybody, `progress` everybody but `--quiet`, `detail` only `--verbose`,
 * `error` everybody, on stderr.
 */
export type Level = 'result' | 'progress' | 'detail' | 'error';

/** One line for a person, without its newline; plain text. */
export interface Line {
  readonly text: string;
  readonly tone: Tone;
  readonly level: Level;
}

/** Makes a line. */
export const line = (level: Level, text: string, tone: Tone = 'plain'): Line => ({ level, text, tone });
