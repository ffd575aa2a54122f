import type { Halt, Problem } from '../domain/halt.js';
import { haltNext, haltSays } from '../domain/halt-rules.js';
import { type Line, line } from './line.js';
import { linesOf, oneLine } from './plain-text.js';

/** Nothing was begun: what stands in the way, and what to do about it. */
export function refusals(halt: Halt): readonly Line[] {
  if (halt.reason === 'preflight') return halt.problems.flatMap(refusal);
  const [fix = null, ...more] = haltNext(halt);
  return [...refusal({ what: haltSays(halt), fix }), ...more.map((text) => line('error', `  ${oneLine(text)}`))];
}

/** One thing that has to be set right, and how. */
export function refusal({ what, fix }: Problem): readonly Line[] {
  const [first = '', ...rest] = linesOf(what);
  return [
    line('error', `Error: ${first}`, 'bad'),
    ...rest.map((text) => line('error', `  ${text}`, 'bad')),
    ...linesOf(fix ?? '').map((text) => line('error', `  ${text}`)),
  ];
}
