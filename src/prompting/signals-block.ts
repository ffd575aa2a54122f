import type { HardSignals } from '../domain/signals.js';
import { dataBlock } from './fence.js';

/** Items of a kind that are listed. Source: eval.md 16. */
const LISTED = 10;

/** What tools have found, for an analysis; empty when that is nothing. */
export function signalsBlock(signals: HardSignals): string {
  if (signals.total_signals === 0) return '';
  const { test_failures, coverage_gaps, todo_comments, lint_errors, typing_errors, complexity_hotspots } = signals;
  const at = ({ file, line }: { readonly file: string; readonly line: number | null }): string =>
    line === null ? file : `${file}:${line}`;
  const kinds: readonly (readonly [title: string, rows: readonly string[]])[] = [
    ['Test Failures', test_failures],
    [
      'Coverage Gaps (<80%)',
      coverage_gaps.map(({ file, coverage, missing_lines }) => `${file}: ${coverage}%, ${missing_lines} lines missing`),
    ],
    ['TODO/FIXME/HACK Comments', todo_comments.map((one) => `${at(one)}: ${one.text}`)],
    ...(
      [
        ['Lint Errors', lint_errors],
        ['Typing Errors', typing_errors],
        ['Complexity Hotspots', complexity_hotspots],
      ] as const
    ).map(
      ([title, all]) =>
        [title, all.map((one) => `${at(one)}: ${[one.code, one.message].filter((part) => part).join(' ')}`)] as const,
    ),
  ];
  const sections = kinds
    .filter(([, rows]) => rows.length > 0)
    .map(([title, rows]) => [`### ${title}`, '', ...listed(rows)].join('\n'));
  const head = `## Hard Signals (automated scan)\n\nTotal: ${signals.total_signals}`;
  return `${head}\n\n${dataBlock('What tools have found', sections.join('\n\n'))}`;
}

const listed = (rows: readonly string[]): readonly string[] => [
  ...rows.slice(0, LISTED).map((row) => `- ${row}`),
  ...(rows.length > LISTED ? [`- ... and ${rows.length - LISTED} more`] : []),
];
