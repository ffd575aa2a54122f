import type { Problem } from '../domain/halt.js';
import { PARKED, type Parked } from '../domain/parked.js';
import { err, ok, type Result } from '../domain/result.js';

/** What is parked as people are told of it: the newest first, and what one run kept side by side. */
export function inOrder(parked: readonly Parked[]): readonly Parked[] {
  const newest = new Map<string, string>();
  for (const { run, at } of parked) if (at > (newest.get(run) ?? '')) newest.set(run, at);
  return parked.toSorted(
    (a, b) =>
      (newest.get(b.run) ?? '').localeCompare(newest.get(a.run) ?? '') ||
      b.run.localeCompare(a.run) ||
      b.at.localeCompare(a.at) ||
      a.ref.localeCompare(b.ref),
  );
}

const LIST = '`millstone --recover` lists what there is';

/**
 * The one thing that was meant, of a list in order: by its number there, by its ref with or without what all of them
 * begin with, or by the run if that kept only one thing.
 */
export function pick(parked: readonly Parked[], wanted: string): Result<Parked, Problem> {
  const word = wanted.trim();
  if (/^\d{1,6}$/.test(word)) {
    const one = parked[Number(word) - 1];
    if (one !== undefined) return ok(one);
    const what = parked.length === 0 ? 'nothing is parked here' : `there is no number ${word} in the list`;
    return err({ what, fix: LIST });
  }
  const exact = parked.find(({ ref }) => ref === word || ref === `${PARKED}${word}`);
  if (exact !== undefined) return ok(exact);
  const ofRun = parked.filter(({ run }) => run === word);
  const [only, ...more] = ofRun;
  if (only === undefined) return err({ what: `nothing that is parked is called "${word}"`, fix: LIST });
  if (more.length === 0) return ok(only);
  const numbers = ofRun.map((one) => parked.indexOf(one) + 1).join(', ');
  return err({
    what: `the run ${word} parked ${ofRun.length} things`,
    fix: `name one of them by its number: ${numbers}`,
  });
}
