import type { Halt, Problem } from '../domain/halt.js';
import { haltNext, haltSays } from '../domain/halt-rules.js';
import { isLine } from '../domain/halt-words.js';
import { type Line, line } from './line.js';
import { linesOf, oneLine } from './plain-text.js';

/** Nothing was begun: what stands in the way, and what to do about it. */
export function refusals(halt: Halt): readonly Line[] {
  if (halt.reason === 'preflight') return halt.problems.flatMap(refusal);
  const [fix = null, ...more] = [...haltNext(halt), ...(isAboutUnfinished(halt) ? [GIVE_UP] : [])];
  return [...refusal({ what: haltSays(halt), fix }), ...more.map((text) => line('error', `  ${oneLine(text)}`))];
}

const GIVE_UP = 'Or give the run up, which keeps its files: millstone --continue --abort.';

/** Whether it is an earlier run that cannot be gone on with. */
const isAboutUnfinished = (halt: Halt): boolean =>
  halt.reason === 'moved' || (halt.reason === 'state' && isLine(halt.file));

/** One thing that has to be set right, and how. */
export function refusal({ what, fix }: Problem): readonly Line[] {
  const [first = '', ...rest] = linesOf(what);
  return [
    line('error', `Error: ${first}`, 'bad'),
    ...rest.map((text) => line('error', `  ${text}`, 'bad')),
    ...linesOf(fix ?? '').map((text) => line('error', `  ${text}`)),
  ];
}
