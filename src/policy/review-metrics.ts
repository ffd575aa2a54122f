import type { Counts, ReviewerMetrics, ReviewMetrics } from '../domain/metrics.js';
import type { ReviewRecord } from '../domain/review-record.js';
import { SEVERITIES } from '../domain/verdict.js';
import { findingCategory } from './finding-category.js';

/** What the reviews come to; null when there are none. Source: eval.md 12.2. */
export function reviewMetrics(reviews: readonly ReviewRecord[]): ReviewMetrics | null {
  if (reviews.length === 0) return null;
  const approved = reviews.filter(isApproval).length;
  const texts = reviews.flatMap(({ findings }) => findings);
  return {
    reviews: reviews.length,
    approved,
    requested: reviews.length - approved,
    cycles: cyclesOf(reviews),
    totalMs: sum(reviews, ({ duration_ms }) => duration_ms),
    findings: sum(reviews, findingsOf),
    categories: ordered(counted(texts.map((text) => [findingCategory(text), 1])), byCount),
    severities: ordered(counted(reviews.flatMap(severitiesOf)), bySeverity),
    falsePositives: reviews.filter((one) => one.false_positive_indicator).length,
    reviewers: reviewersOf(reviews),
  };
}

const isApproval = ({ verdict }: ReviewRecord): boolean => verdict === 'APPROVED';
const findingsOf = ({ findings, findings_count }: ReviewRecord): number => findings_count ?? findings.length;
const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0);

/**
 * How many reviews it took. A task is told by its id, else by its text. What is reviewed after an approval is done anew:
 * it counts from 1 again, unless its cycles go on, as they do when a gate has sent it back.
 */
function cyclesOf(reviews: readonly ReviewRecord[]): ReviewMetrics['cycles'] {
  const attempts = new Map<string, ReviewRecord[][]>();
  for (const one of reviews.toSorted((a, b) => timeOf(a) - timeOf(b))) {
    const key = one.task_id === null ? `hash ${one.task_hash}` : `id ${one.task_id}`;
    const all = attempts.get(key) ?? [];
    attempts.set(key, all);
    const last = all.at(-1);
    if (last === undefined || isAnew(last.at(-1), one)) all.push([one]);
    else last.push(one);
  }
  const lengths = [...attempts.values()]
    .flat()
    .filter((all) => all.at(-1)?.verdict === 'APPROVED')
    .map(({ length }) => length);
  if (lengths.length === 0) return null;
  return {
    tasks: lengths.length,
    average: sum(lengths, (one) => one) / lengths.length,
    min: Math.min(...lengths),
    max: Math.max(...lengths),
  };
}

function isAnew(before: ReviewRecord | undefined, now: ReviewRecord): boolean {
  if (before === undefined || !isApproval(before)) return false;
  return before.cycle === null || now.cycle === null || now.cycle <= before.cycle;
}

/** Times of the original have no zone; all of them are of one machine. */
function timeOf({ timestamp }: ReviewRecord): number {
  const ms = Date.parse(timestamp);
  return Number.isNaN(ms) ? 0 : ms;
}

type Count = readonly [name: string, count: number];

const severitiesOf = ({ findings_by_severity }: ReviewRecord): readonly Count[] =>
  Object.entries(findings_by_severity).map(([name, found]) => [name, typeof found === 'number' ? found : found.length]);

function counted(counts: readonly Count[]): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const [name, count] of counts) if (count > 0) totals.set(name, (totals.get(name) ?? 0) + count);
  return totals;
}

const ordered = (counts: ReadonlyMap<string, number>, by: (a: Count, b: Count) => number): Counts =>
  Object.fromEntries([...counts].sort(by));

const byCount = ([a, few]: Count, [b, many]: Count): number => many - few || (a < b ? -1 : 1);
const SEVERE: readonly string[] = SEVERITIES;
/** Severities that are none of ours come last. */
const rank = (name: string): number => (SEVERE.includes(name) ? SEVERE.indexOf(name) : SEVERE.length);
const bySeverity = ([a]: Count, [b]: Count): number => rank(a) - rank(b);

function reviewersOf(reviews: readonly ReviewRecord[]): readonly ReviewerMetrics[] {
  const all = new Map<string, ReviewerMetrics>();
  for (const one of reviews) {
    const { reviewer_cli: cli, reviewer_model: model } = one;
    const key = JSON.stringify([cli, model ?? '']);
    const sofar = all.get(key) ?? { cli, model, reviews: 0, approved: 0, findings: 0, totalMs: 0 };
    all.set(key, {
      ...{ cli, model },
      reviews: sofar.reviews + 1,
      approved: sofar.approved + (isApproval(one) ? 1 : 0),
      findings: sofar.findings + findingsOf(one),
      totalMs: sofar.totalMs + one.duration_ms,
    });
  }
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
