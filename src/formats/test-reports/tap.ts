import { sumOfCounts, type TestCounts, type TestReport } from '../../domain/test-report.js';
import { NODE_FIGURES } from './node-spec.js';
import { once } from './words.js';

const RESULT = /^( *)(not )?ok\b(?: +\d+)?(?: +- +| +|$)(.*)$/;
const DIRECTIVE = / # (SKIP|TODO)\b.*$/i;

/** Reads TAP, the nested one of `node --test` as well as the flat one of others. Null for what is none. */
export function readTap(text: string): TestReport | null {
  const lines = text.split('\n');
  if (!lines.some((line) => /^(?:TAP version \d+|1\.\.\d+)$/.test(line.trim()))) return null;
  const counts = { ...sumOfCounts([]) };
  const names: string[] = [];
  const passes: string[] = [];
  /** Names of what is open, by depth. */
  const open: string[] = [];
  /** The depth of the test that failed last below what is open; -1 for none. */
  let below = -1;
  let results = 0;
  for (const line of lines) {
    const subtest = line.match(/^( *)# Subtest: (.+)$/);
    if (subtest !== null) {
      open.length = depthOf(subtest[1]);
      open.push(subtest[2] ?? '');
      continue;
    }
    const [, indent, not, rest = ''] = line.match(RESULT) ?? [];
    if (indent === undefined) continue;
    results++;
    const depth = depthOf(indent);
    const how = rest.match(DIRECTIVE)?.[1];
    const name = rest.replace(DIRECTIVE, '').trim();
    const suite = below > depth;
    if (suite) below = -1;
    open.length = Math.min(open.length, depth);
    const whole = [...open, name].filter((part) => part !== '').join(' > ');
    if (how !== undefined) counts.skipped++;
    else if (not === undefined) {
      counts.passed++;
      passes.push(whole);
    } else if (!suite) {
      counts.failed++;
      names.push(whole);
      below = depth;
    } else below = depth;
  }
  if (results === 0) return null;
  return { runner: 'tap', counts: figures(text) ?? counts, failures: once(names), passes: once(passes) };
}

const depthOf = (indent = ''): number => Math.floor(indent.length / 4);

/** What `node --test` counts itself, suites apart; null where another one wrote the report. */
function figures(text: string): TestCounts | null {
  if (!/^# cancelled \d+$/m.test(text)) return null;
  const counts = { ...sumOfCounts([]) };
  for (const [, word, number] of text.matchAll(/^# (pass|fail|skipped|todo) (\d+)$/gm))
    counts[NODE_FIGURES[word as keyof typeof NODE_FIGURES]] += Number(number);
  return counts;
}
