import { isCheckName } from '../domain/check-name.js';
import type { Evaluation } from '../domain/evaluation.js';

/**
 * The first check of an evaluation in which nothing passed and no test was named, and what came of it: whatever a task
 * breaks, such an evaluation comes out the same. Null when something can get worse.
 */
export function sightless({
  tests,
  checks,
  failed_tests: failed,
}: Pick<Evaluation, 'tests' | 'checks' | 'failed_tests'>): { readonly command: string; readonly says: string } | null {
  const [first] = checks;
  const seen = tests.passed > 0 || failed.some((name) => !isCheckName(name));
  if (first === undefined || seen || checks.some(({ standing }) => standing === 'passed')) return null;
  return { command: first.command, says: first.says };
}
