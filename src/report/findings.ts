import type { Finding, Verdict } from '../domain/verdict.js';
import { SEVERITIES } from '../domain/verdict.js';
import { plainText } from './plain-text.js';

/** Findings, worst first, one paragraph each, wrapped so that they can be read on any terminal. */
export function findingLines(verdict: Verdict, indent: string): readonly string[] {
  return [...verdict.findings]
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
    .flatMap((finding) => paragraph(finding, indent));
}

/** How many findings of which severity: `1 high, 2 low`. */
export function severities(findings: readonly Finding[]): string {
  const counts = SEVERITIES.map((name) => [findings.filter(({ severity }) => severity === name).length, name] as const);
  return counts
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} ${name}`)
    .join(', ');
}

const WIDTH = 96;
const MARK = 10;

function paragraph({ severity, where, problem }: Finding, indent: string): string[] {
  const text = plainText(where === null ? problem : `${where}: ${problem}`).trim();
  const lines = text.split('\n').flatMap((one) => wrap(one, WIDTH - MARK));
  return lines.map((one, i) => `${indent}${(i === 0 ? severity : '').padEnd(MARK)}${one}`.trimEnd());
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let now = '';
  for (const word of text.split(' ')) {
    if (now !== '' && now.length + 1 + word.length > width) {
      lines.push(now);
      now = word;
    } else now = now === '' ? word : `${now} ${word}`;
  }
  return [...lines, now];
}
