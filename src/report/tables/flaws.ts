import type { Flaw } from '../../domain/outlook.js';
import { type Line, line } from '../line.js';
import { oneLine } from '../plain-text.js';

/** Flaws that are told one by one. */
const SHOWN = 10;

const WORDS: Readonly<Record<Flaw['kind'], (text: string) => string>> = {
  'box-without-text': (text) => `"${text}" is no task: write "- [ ] " and what is to be done`,
  'stray-about': (text) =>
    `"${text}" belongs to no task: set it in by two spaces, with at most one empty line above it`,
  'unclosed-fence': (text) => `the code fence "${text}" is never closed and hides every task below it`,
  'unclosed-comment': (text) => `the comment "${text}" is never closed and hides every task below it`,
  'id-not-allowed': (text) => `"${text}" can be no id (a-z, 0-9, - and _, at most 40): the task gets one of its own`,
  'id-twice': (text) => `the id ${text} is taken by a task above: this one gets a number behind it`,
  'unknown-dependency': (text) => `no task of the list has the id or the title "${text}", which this one depends on`,
  'dependency-circle': (text) => `tasks wait for one another: ${text}; take one "Depends:" of them out`,
};

/** What in a tasklist does not do what its writer must have meant, with the way to set it right. */
export const flawLines = (file: string, flaws: readonly Flaw[]): readonly Line[] => [
  ...flaws.slice(0, SHOWN).map((flaw) => line('result', `WARN: ${file}:${flaw.line}: ${flawSays(flaw)}`, 'warn')),
  ...(flaws.length > SHOWN ? [line('result', `WARN: ... and ${flaws.length - SHOWN} more like these`, 'warn')] : []),
];

/** One of them in words. */
export const flawSays = ({ kind, text }: Flaw): string => WORDS[kind](shown(oneLine(text)));

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text);
