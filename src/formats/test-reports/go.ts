import { sumOfCounts, type TestReport } from '../../domain/test-report.js';
import { once } from './words.js';

/** The end of a test, `--- FAIL: TestCart/total (0.00s)`, and that of a package, `FAIL	shop/cart	0.01s`. */
const TEST = /^ *--- (PASS|FAIL|SKIP): (\S+)/;
const PACKAGE = /^(ok|FAIL|\?|---)\s+(\S+)\s+(.+)$/;

/**
 * Reads what `go test` prints. Null when there is no package in it. Without `-v` it names only what failed, so that
 * nothing can be counted.
 */
export function readGo(text: string): TestReport | null {
  const counts = { ...sumOfCounts([]) };
  const names: string[] = [];
  let failed: string[] = [];
  let packages = 0;
  for (const line of text.split('\n')) {
    const [, how, test = ''] = line.match(TEST) ?? [];
    if (how === 'PASS') counts.passed++;
    if (how === 'SKIP') counts.skipped++;
    if (how === 'FAIL') failed.push(test);
    const [, end, name = '', rest = ''] = how === undefined ? (line.match(PACKAGE) ?? []) : [];
    if (end === undefined || end === '---' || !/^(?:\(cached\)|\[|[\d.]+s)/.test(rest)) continue;
    packages++;
    if (end === 'FAIL') {
      const leaves = failed.filter((one) => !failed.some((other) => other.startsWith(`${one}/`)));
      if (leaves.length === 0) counts.errors++;
      counts.failed += leaves.length;
      names.push(...(leaves.length === 0 ? [name] : leaves.map((leaf) => `${name}.${leaf}`)));
    }
    failed = [];
  }
  if (packages === 0) return null;
  return { runner: 'go', counts: /^=== RUN {3}/m.test(text) ? counts : null, failures: once(names) };
}
