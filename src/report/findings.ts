import type { Finding } from '../domain/verdict.js';
import { SEVERITIES } from '../domain/verdict.js';
import { type Line, line } from './line.js';
import { linesOf } from './plain-text.js';

/** Columns of the severity. */
const MARK = 10;

/** Findings, worst first, each with its severity in front. */
export function findingLines(findings: readonly Finding[], indent: number): readonly Line[] {
  const worstFirst = SEVERITIES.flatMap((name) => findings.filter(({ severity }) => severity === name));
  return worstFirst.flatMap(({ severity, where, problem }) =>
    linesOf(where === null ? problem : `${where}: ${problem}`).map((text, i) => {
      const mark = (i === 0 ? severity : '').padEnd(MARK);
      return line('progress', `${' '.repeat(indent)}${mark}${text}`, 'plain', indent + MARK);
    }),
  );
}

/** How many findings of which severity: `1 high, 2 low`. */
export function severities(findings: readonly Finding[]): string {
  const counts = SEVERITIES.map((name) => ({ name, count: findings.filter((one) => one.severity === name).length }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ count, name }) => `${count} ${name}`)
    .join(', ');
}
