import { sumOfCounts, type TestReport } from '../../domain/test-report.js';
import { countsIn, once } from './words.js';

const WORDS = { passed: 'passed', failed: 'failed', skipped: 'skipped', todo: 'skipped' } as const;

/** Reads what vitest prints. Null when there is no summary of it; several, as of workspaces, are added up. */
export function readVitest(text: string): TestReport | null {
  const files = [...text.matchAll(/^ *Test Files {2}(.+)$/gm)];
  if (files.length === 0) return null;
  const tests = [...text.matchAll(/^ {4,}Tests {2}(.+)$/gm)].map(([, line = '']) => countsIn(line, WORDS));
  const names = [...text.matchAll(/^ FAIL {2}(.+)$/gm)].map(([, name = '']) => name.trim());
  // A file that could not be loaded is named twice: `a.test.ts [ a.test.ts ]`.
  const broken = names.filter((name) => / \[ .+ \]$/.test(name));
  const failures = once(names.map((name) => name.replace(/ \[ .+ \]$/, '')));
  return { runner: 'vitest', counts: sumOfCounts([...tests, errors(once(broken).length)]), failures };
}

const errors = (n: number) => ({ passed: 0, failed: 0, errors: n, skipped: 0 });
