import type { GateFound } from '../domain/eval-compared.js';
import { gateSays } from '../domain/eval-words.js';
import { isGood } from '../domain/evaluation.js';
import type { RunEvent } from '../domain/event.js';
import { plural } from './figures.js';
import type { Line } from './line.js';
import { oneLine } from './plain-text.js';
import type { StepRow } from './step-row.js';
import { evaluationSays } from './tables/evaluation.js';

type About<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

const WHEN = {
  asked: 'now',
  baseline: 'before the task',
  gate: 'before the commit',
  'after-commit': 'after the commit',
  'after-cycle': 'at the end',
};

/** What a run tells of its evaluations: one row for what was measured, one for what it means. */
export function evaluating(
  event: About<'evaluated' | 'eval-judged' | 'rolled-back'>,
  row: (step: StepRow) => Line,
): readonly Line[] {
  switch (event.type) {
    case 'evaluated': {
      const { when, stored, replayed } = event;
      // What a person asked for is shown whole, as the answer.
      if (when === 'asked' || replayed) return [];
      const tone = isGood(stored.evaluation) ? 'plain' : 'warn';
      return [row({ who: 'eval', words: `${WHEN[when]}: ${evaluationSays(stored.evaluation)}`, tone })];
    }
    case 'eval-judged': {
      const { found, waived } = event;
      if (found.why.length === 0)
        return [row({ who: 'eval', words: `nothing got worse${beside(found)}`, tone: 'good' })];
      const words = `${oneLine(gateSays(found))}${beside(found)}`;
      return [row({ who: 'eval', words: waived ? `accepted: ${words}` : words, tone: waived ? 'warn' : 'bad' })];
    }
    case 'rolled-back': {
      const { commits, by, parked } = event;
      const words = `${plural(commits.length, 'commit')} of the task taken back by ${by.slice(0, 12)} (kept in ${parked})`;
      return [row({ who: 'commit', cli: 'millstone', words, tone: 'warn' })];
    }
    default:
      return event satisfies never;
  }
}

/** What else became of failures, as counts: `; 2 already broken, 1 fixed`. */
export function beside({ alreadyBroken, fixed, gone, flaky }: GateFound): string {
  const counts = [
    [alreadyBroken.length, 'already broken'],
    [fixed.length, 'fixed'],
    [gone.length, 'no longer run'],
    [flaky.length, 'flaky'],
  ] as const;
  const some = counts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  return some.length === 0 ? '' : `; ${some.join(', ')}`;
}
