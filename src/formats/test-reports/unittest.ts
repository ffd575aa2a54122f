import type { TestReport } from '../../domain/test-report.js';
import { once } from './words.js';

/** Reads what Python's unittest prints, and Django with it. Null when there is no summary of it. */
export function readUnittest(text: string): TestReport | null {
  const ran = text.match(/^Ran (\d+) tests? in [\d.]+s$/m)?.[1];
  const end = text.match(/^(?:OK|FAILED)(?: \((.+)\))?$/m);
  if (ran === undefined || end === null) return null;
  const of = (...words: readonly string[]): number =>
    words.reduce((sum, word) => sum + Number(end[1]?.match(new RegExp(`\\b${word}=(\\d+)`))?.[1] ?? 0), 0);
  const [failed, errors] = [of('failures', 'unexpected successes'), of('errors')];
  const skipped = of('skipped', 'expected failures');
  const passed = Math.max(0, Number(ran) - failed - errors - skipped);
  // `FAIL: test_total (tests.cart.Cart.test_total)`; before Python 3.11 the name of the test stands only in front.
  const failures = [...text.matchAll(/^(?:FAIL|ERROR): (\S+) \(([^)]+)\)(.*)$/gm)].map(
    ([, name = '', place = '', more = '']) =>
      `${place.endsWith(`.${name}`) ? place : `${place}.${name}`}${more}`.trim(),
  );
  return { runner: 'unittest', counts: { passed, failed, errors, skipped }, failures: once(failures) };
}
