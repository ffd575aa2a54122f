import { duration } from './figures.js';
import { type Level, type Line, line, type Tone } from './line.js';
import { linesOf } from './plain-text.js';
import type { View } from './view.js';

/** A step of the loop, told when it is over. */
export interface StepRow {
  /** A role, or `checks`, `commit`. */
  readonly who: string;
  /** The tool that took it; empty for millstone's own steps. */
  readonly cli?: string;
  readonly ms?: number | null;
  readonly words: string;
  readonly tone?: Tone;
  readonly level?: Level;
}

/** Where what belongs to a step is told, below it. */
export const UNDER = 9;

/** A step with its cycle: `  1/3  author    claude       12s  words`. */
export function stepRow(view: View, { who, cli = '', ms = null, words, tone, level = 'progress' }: StepRow): Line {
  const cycle = view.cycle === 0 ? '' : `${view.cycle}/${view.of}`;
  const time = ms === null ? '' : duration(ms);
  const head = `  ${cycle.padEnd(5)}${who.padEnd(10)}${cli.padEnd(10)}${time.padStart(7)}`;
  return line(level, `${head}  ${words}`, tone, UNDER);
}

/** Somebody's words below the step they belong to. */
export const wordsUnder = (text: string, level: Level = 'progress', tone: Tone = 'plain', mark = ''): readonly Line[] =>
  linesOf(text).map((one) => line(level, `${' '.repeat(UNDER)}${mark}${one}`, tone, UNDER + mark.length));
