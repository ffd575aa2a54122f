import { sumOfCounts, type TestReport } from '../../domain/test-report.js';
import { countsIn, once } from './words.js';

const WORDS = {
  passed: 'passed',
  xpassed: 'passed',
  failed: 'failed',
  error: 'errors',
  errors: 'errors',
  skipped: 'skipped',
  xfailed: 'skipped',
} as const;

const COUNT = '\\d+ (?:passed|failed|errors?|skipped|xfailed|xpassed|deselected|warnings?|rerun|subtests passed)';
/** The last line of a run, with or without its frame; nothing but counts and the time may stand in it. */
const SUMMARY = new RegExp(`^=* *(${COUNT}(?:, ${COUNT})*)(?: in [\\d.]+s.*)?$`, 'gm');
/** `FAILED path::name[parameters] - reason`. */
const NAMED = /^(?:FAILED|ERROR) ([^\s:[]\S*?(?:\[.*?\])?)(?: - .*)?$/gm;

/** Reads what pytest prints. Null when there is no summary of it; several runs are added up. */
export function readPytest(text: string): TestReport | null {
  const counts = [...text.matchAll(SUMMARY)].map(([, line = '']) => countsIn(line, WORDS));
  const failures = once([...text.matchAll(NAMED)].map(([, name = '']) => name));
  return counts.length === 0 ? null : { runner: 'pytest', counts: sumOfCounts(counts), failures };
}
