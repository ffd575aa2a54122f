import type { RunEvent, Stamped } from '../domain/event.js';
import type { ReviewRecord } from '../domain/review-record.js';
import type { Casting } from '../domain/run-plan.js';
import type { Task } from '../domain/task.js';
import type { EvalDelta, TaskRecord } from '../domain/task-record.js';
import type { Finding, Verdict } from '../domain/verdict.js';
import { SEVERITIES } from '../domain/verdict.js';
import { type UsageBook, usedOf } from './usage-book.js';

/** The version of records that is written; what the original wrote has none. */
const VERSION = 2;

/** A review as it is kept for reports: one for each call of a reviewer, refusals too. */
export interface ReviewSeen {
  readonly cycle: number;
  readonly verdict: Verdict;
  readonly ms: number;
  /** Who gave it. */
  readonly by: Casting;
  /** It approves what was refused before, but for comments and blank lines. */
  readonly falsePositive: boolean;
}

/** The end of a task, as a sink gets it. */
export type Ended = Stamped & Extract<RunEvent, { type: 'task-ended' }>;

/** What was seen of a task. */
export interface TaskSeen {
  readonly task: Task;
  /** The first eight hexadecimal digits of its text's SHA-256. */
  readonly hash: string;
  readonly reviews: readonly ReviewSeen[];
  readonly usage: Pick<UsageBook, 'byRole' | 'byAgent'>;
  /** Null when nothing was evaluated before or after it. */
  readonly evalDelta: EvalDelta | null;
  /** What evaluations and the diff told of it, as its record has it. */
  readonly judged: Pick<TaskRecord, 'evals' | 'attribution' | 'tampering'>;
}

/** `tasks/<stamp>_<hash>.json`: how a task went. */
export function taskRecord({ task, hash, reviews, usage, evalDelta, judged }: TaskSeen, event: Ended): TaskRecord {
  const verdicts = reviews.map(({ verdict }) => verdict);
  const { tokens, cost_usd, cost_is_least, source } = usedOf(event.spent);
  return {
    schema_version: VERSION,
    run: event.run,
    task: [...task.raw].slice(0, 500).join(''),
    title: task.title,
    task_id: task.id,
    task_hash: hash,
    timestamp: event.at,
    duration_seconds: Math.round(event.ms / 10) / 100,
    cycles: event.cycles,
    ...{ tokens, tokens_source: source, cost_usd, cost_is_least },
    by_role: usage.byRole(),
    by_agent: [...usage.byAgent()],
    outcome: event.outcome,
    group: task.group,
    commits: event.commits.map(({ id }) => id),
    review: {
      review_cycles: verdicts.filter(({ approved }) => !approved).length,
      review_duration_ms: reviews.reduce((sum, { ms }) => sum + ms, 0),
      findings_count: total(verdicts),
      findings_by_severity: countsOf(verdicts),
    },
    ...(evalDelta === null ? {} : { eval_delta: evalDelta }),
    ...judged,
  };
}

/** A line of `metrics/reviews.jsonl`. */
export function reviewRecord(
  { task, hash }: Pick<TaskSeen, 'task' | 'hash'>,
  { at, run }: Pick<Stamped, 'at' | 'run'>,
  { cycle, by, verdict, ms, falsePositive }: ReviewSeen,
): ReviewRecord {
  const found = uniquely(verdict);
  const severities = SEVERITIES.map((name) => [name, problems(found.filter(({ severity }) => severity === name))]);
  return {
    schema_version: VERSION,
    ...{ run, task_hash: hash, task_id: task.id, cycle },
    reviewer_cli: by.cli,
    reviewer_model: by.model,
    verdict: verdict.approved ? 'APPROVED' : 'REQUEST_CHANGES',
    findings: problems(found),
    findings_count: found.length,
    findings_by_severity: Object.fromEntries(severities.filter(([, texts]) => texts?.length !== 0)),
    duration_ms: ms,
    timestamp: at,
    false_positive_indicator: falsePositive,
  };
}

/** Findings of a review, each text once (D18). */
const uniquely = ({ findings }: Verdict): readonly Finding[] =>
  findings.filter(({ problem }, i) => findings.findIndex((other) => other.problem === problem) === i);

const problems = (findings: readonly Finding[]): string[] => findings.map(({ problem }) => problem);

export const total = (verdicts: readonly Verdict[]): number =>
  verdicts.reduce((sum, verdict) => sum + uniquely(verdict).length, 0);

/** Findings by severity, over all reviews. */
export const countsOf = (verdicts: readonly Verdict[]): Record<string, number> =>
  Object.fromEntries(
    SEVERITIES.map((name) => [
      name,
      verdicts.reduce((sum, one) => sum + uniquely(one).filter(({ severity }) => severity === name).length, 0),
    ]),
  );
