import { sumOfCounts, type TestReport } from '../../domain/test-report.js';
import { once } from './words.js';

const RESULT = /^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored;/gm;

/** Reads what `cargo test` prints: the sum of all its programs. Null when there is no result of one. */
export function readCargo(text: string): TestReport | null {
  const results = [...text.matchAll(RESULT)].map(([, passed, failed, skipped]) => ({
    passed: Number(passed),
    failed: Number(failed),
    errors: 0,
    skipped: Number(skipped),
  }));
  if (results.length === 0) return null;
  const names: string[] = [];
  const passes: string[] = [];
  let program = '';
  for (const line of text.split('\n')) {
    // `Running unittests src/lib.rs (target/debug/deps/shop-5079)`: the last part changes with every build.
    program =
      line.match(/^ +Running (?:unittests )?(\S+) \(/)?.[1] ?? line.match(/^ +Doc-tests (\S+)$/)?.[1] ?? program;
    const [, test, how] = line.match(/^test (.+) \.\.\. (FAILED|ok)$/) ?? [];
    if (test !== undefined) (how === 'ok' ? passes : names).push(program === '' ? test : `${program} > ${test}`);
  }
  const counts = sumOfCounts(results);
  // With `--quiet` they are dots.
  const all = passes.length === 0 && counts.passed > 0 ? {} : { passes: once(passes) };
  return { runner: 'cargo', counts, failures: once(names), ...all };
}
