import { expect, test } from 'vitest';
import type { Evaluation } from '../../../src/domain/evaluation.js';
import type { RunEvent } from '../../../src/domain/event.js';
import { deltaOf } from '../../../src/policy/evaluate.js';
import { evalBook } from '../../../src/report/eval-book.js';
import { evaluated, once, tests } from '../policy/evals.js';

const found = (score: number, passed: number, failed: number, line_rate: number, mode = 'standard'): Evaluation =>
  evaluated(once(tests(passed, failed)), {
    composite_score: score,
    coverage: { line_rate, branch_rate: null },
    mode,
  });
const event = (when: 'baseline' | 'gate' | 'after-commit', evaluation: Evaluation) =>
  ({ type: 'evaluated', when, replayed: false, stored: { file: 'x.json', evaluation } }) satisfies RunEvent;
const before = found(0.8, 10, 2, 0.75);
const after = found(0.85, 11, 1, 0.8);

test('EV-S42 EV-S57 an approved task is told what changed since the baseline', () => {
  const book = evalBook(deltaOf);
  book.on(event('baseline', before));
  book.begun();
  book.on(event('gate', after));
  expect(book.ended(true)).toEqual({ composite: 0.05, tests: { passed: 1, failed: -1 }, coverage: 0.05 });
});

test('the next one is compared with what the one before brought', () => {
  const book = evalBook(deltaOf);
  book.on(event('baseline', before));
  book.begun();
  book.on(event('after-commit', after));
  book.ended(true);
  book.begun();
  book.on(event('after-commit', found(0.85, 12, 1, 0.8)));
  expect(book.ended(true)).toEqual({ composite: 0, tests: { passed: 1, failed: 0 }, coverage: 0 });
});

test.each([
  ['a task that failed', [before, after], false],
  ['another mode', [before, found(0.9, 3, 0, 0.9, 'smoke')], true],
] as const)('%s has none', (_name, [first, second], accepted) => {
  const book = evalBook(deltaOf);
  book.on(event('baseline', first));
  book.begun();
  book.on(event('gate', second));
  expect(book.ended(accepted)).toBeNull();
});

test('without a baseline, or without an evaluation of its own, there is none', () => {
  const book = evalBook(deltaOf);
  book.begun();
  expect(book.ended(true)).toBeNull();
  book.on(event('gate', after));
  expect(book.ended(true)).toBeNull();
});
