import type { Counts, ReviewMetrics } from '../../domain/metrics.js';
import { duration, plural } from '../figures.js';
import { type Line, line, type Tone } from '../line.js';
import { percent } from './evaluation.js';
import { grid } from './grid.js';

const say = (text: string, tone: Tone = 'plain'): Line => line('result', text, tone);
const BLANK = say('');

/** Reviews for a person. Its blocks and their order: eval.md 12.2; the tokens in it are looked for by scripts (S17). */
export function metricsLines(found: ReviewMetrics): readonly Line[] {
  const { reviews, approved, requested, cycles, totalMs, falsePositives } = found;
  const blocks: readonly (readonly Line[])[] = [
    [
      say('=== Review Metrics Report ===', 'strong'),
      say(`Total reviews: ${reviews}`),
      say(`Approved: ${approved} (${percent(approved / reviews)})`),
      say(`Request changes: ${requested} (${percent(requested / reviews)})`),
    ],
    cycles === null
      ? [say('Tasks with approval: 0')]
      : [
          say(`Tasks with approval: ${cycles.tasks}`),
          say(`Average cycles to approval: ${cycles.average.toFixed(2)}`),
          say(`Min cycles: ${cycles.min}, Max cycles: ${cycles.max}`),
        ],
    [
      say(`Total review time: ${(totalMs / 1_000).toFixed(1)}s`),
      say(`Average review time: ${Math.round(totalMs / reviews)}ms`),
    ],
    [say(`Total findings: ${found.findings}`), ...counts(found.categories)],
    Object.keys(found.severities).length === 0 ? [] : [say('Findings by severity:'), ...counts(found.severities)],
    falsePositives === 0 ? [] : [falsePositivesLine(falsePositives)],
    reviewerLines(found),
  ];
  return blocks.filter((block) => block.length > 0).flatMap((block, i) => (i === 0 ? block : [BLANK, ...block]));
}

function falsePositivesLine(count: number): Line {
  const why = 'approved with nothing changed since a refusal but comments and blank lines';
  return say(`Potential false positives: ${count} (${why})`, 'warn');
}

function counts(all: Counts): readonly Line[] {
  const rows = Object.entries(all);
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, count]) => say(`  ${name.padEnd(width)}  ${count}`));
}

function reviewerLines({ reviewers }: ReviewMetrics): readonly Line[] {
  const [only, ...others] = reviewers;
  if (only === undefined) return [];
  if (others.length === 0) return [say(`Reviewer: ${named(only)}, ${plural(only.findings, 'finding')}`)];
  const rows = reviewers.map(({ cli, model, reviews, approved, findings, totalMs }) => [
    ...[cli, model ?? OWN_CHOICE, String(reviews), `${approved} (${percent(approved / reviews)})`],
    ...[String(findings), duration(totalMs / reviews)],
  ]);
  return [say('Reviewers:'), ...grid(REVIEWER_HEADS, rows)];
}

/** How a model is called that nobody named. */
export const OWN_CHOICE = 'its own choice';
const named = ({ cli, model }: { readonly cli: string; readonly model: string | null }): string =>
  model === null ? cli : `${cli} (${model})`;

const REVIEWER_HEADS = [
  { title: 'Agent', most: 24 },
  { title: 'Model', most: 32 },
  { title: 'Reviews', right: true },
  { title: 'Approved', right: true },
  { title: 'Findings', right: true },
  { title: 'Average time', right: true },
];
