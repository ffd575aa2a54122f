import * as z from 'zod';
import { sumOfCounts, type TestReport } from '../../domain/test-report.js';
import { once } from './words.js';

const event = z.object({ Action: z.string(), Package: z.string(), Test: z.string().optional() });

/** Reads the lines of `go test -json`. Null when there are none. */
export function readGoJson(text: string): TestReport | null {
  const ends = new Map<string, { readonly pkg: string; readonly test: string; readonly how: string }>();
  let packages = 0;
  for (const line of text.split('\n').filter((one) => one.startsWith('{"'))) {
    const read = event.safeParse(parsed(line));
    if (!read.success) continue;
    const { Action: how, Package: pkg, Test: test = '' } = read.data;
    if (how !== 'pass' && how !== 'fail' && how !== 'skip') continue;
    if (test === '') packages++;
    ends.set(`${pkg}\n${test}`, { pkg, test, how });
  }
  if (packages === 0) return null;
  const tests = [...ends.values()].filter(({ test }) => test !== '');
  // A test that failed through its subtests is told by them.
  const leaves = tests.filter(
    (one) => !tests.some(({ pkg, test }) => pkg === one.pkg && test.startsWith(`${one.test}/`)),
  );
  const failed = leaves.filter(({ how }) => how === 'fail');
  const broken = [...ends.values()].filter(
    ({ pkg, test, how }) => test === '' && how === 'fail' && !failed.some((one) => one.pkg === pkg),
  );
  const of = (wanted: string): number => leaves.filter(({ how }) => how === wanted).length;
  const counts = { ...sumOfCounts([]), passed: of('pass'), failed: failed.length, skipped: of('skip') };
  const failures = [...failed.map(nameOf), ...broken.map(nameOf)];
  // A package that passes is named as well: before, it may have been broken as a whole.
  const green = [...leaves, ...[...ends.values()].filter(({ test }) => test === '')].filter(
    ({ how }) => how === 'pass',
  );
  return {
    runner: 'go-json',
    counts: { ...counts, errors: broken.length },
    failures: once(failures),
    passes: once(green.map(nameOf)),
  };
}

const nameOf = ({ pkg, test }: { readonly pkg: string; readonly test: string }): string =>
  test === '' ? pkg : `${pkg}.${test}`;

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
