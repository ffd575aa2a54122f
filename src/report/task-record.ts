import type { RunEvent, Spent, Stamped } from '../domain/event.js';
import type { Role } from '../domain/role.js';
import type { Task } from '../domain/task.js';
import type { Verdict } from '../domain/verdict.js';
import { SEVERITIES } from '../domain/verdict.js';

/** A review as it is kept for reports: one for each call of a reviewer, refusals too. */
export interface ReviewSeen {
  readonly cycle: number;
  readonly cli: string;
  readonly verdict: Verdict;
  readonly ms: number;
  /** Null is the tool's own choice. */
  readonly model?: string | null;
}

/** The end of a task, as a sink gets it. */
export type Ended = Stamped & Extract<RunEvent, { type: 'task-ended' }>;

/** What each role used, with the agent and the model that played it last. */
export type ByRole = ReadonlyMap<Role, RoleUse>;
export interface RoleUse {
  readonly cli: string;
  readonly model: string | null;
  readonly spent: Spent;
}

const usedBy = ({ cli, model, spent }: RoleUse): object => ({
  cli,
  model,
  calls: spent.calls,
  tokens: { input: spent.inputTokens, output: spent.outputTokens },
  cost_usd: spent.costUsd,
  source: sourceOf(spent),
});

/** Findings of a review by severity, each counted once. */
const countsOf = (verdicts: readonly Verdict[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    SEVERITIES.map((name) => [
      name,
      verdicts.reduce((sum, { findings }) => sum + findings.filter(({ severity }) => severity === name).length, 0),
    ]),
  );

/** Whose figures these are (S6); null where no tool told any. */
function sourceOf({ inputTokens, outputTokens, costUsd, estimated }: Spent): 'reported' | 'estimated' | null {
  if (inputTokens + outputTokens === 0 && costUsd === null) return null;
  return estimated ? 'estimated' : 'reported';
}

const total = (verdicts: readonly Verdict[]): number =>
  verdicts.reduce((sum, { findings }) => sum + findings.length, 0);

/** `tasks/<stamp>_<hash>.json`: how a task went. Keys of state.md 3.3, and what this version knows besides. */
export function taskRecord(
  task: Task,
  hash: string,
  event: Ended,
  { reviews, byRole }: { readonly reviews: readonly ReviewSeen[]; readonly byRole: ByRole },
): object {
  const verdicts = reviews.map(({ verdict }) => verdict);
  return {
    version: 2,
    run: event.run,
    task: [...task.raw].slice(0, 500).join(''),
    task_id: task.id,
    task_hash: hash,
    timestamp: event.at,
    duration_seconds: Math.round(event.ms / 10) / 100,
    cycles: event.cycles,
    tokens: { input: event.spent.inputTokens, output: event.spent.outputTokens },
    tokens_source: sourceOf(event.spent),
    cost_usd: event.spent.costUsd,
    by_role: Object.fromEntries([...byRole].map(([role, used]) => [role, usedBy(used)])),
    outcome: event.outcome,
    group: task.group,
    commits: event.commits.map(({ id }) => id),
    review: {
      review_cycles: verdicts.filter(({ approved }) => !approved).length,
      review_duration_ms: reviews.reduce((sum, { ms }) => sum + ms, 0),
      findings_count: total(verdicts),
      findings_by_severity: countsOf(verdicts),
    },
  };
}

/** A line of `metrics/reviews.jsonl`. Keys of state.md 3.4. */
export function reviewRecord(
  task: Task,
  hash: string,
  at: string,
  { cycle, cli, model = null, verdict, ms }: ReviewSeen,
): object {
  return {
    task_hash: hash,
    task_id: task.id,
    cycle,
    reviewer_cli: cli,
    reviewer_model: model,
    verdict: verdict.approved ? 'APPROVED' : 'REQUEST_CHANGES',
    findings: verdict.findings.map(({ problem }) => problem),
    findings_count: verdict.findings.length,
    findings_by_severity: countsOf([verdict]),
    duration_ms: ms,
    timestamp: at,
  };
}

/** `evidence/<id>.json` of an approved review. Keys of state.md 3.5. */
export function reviewEvidence(id: string, task: Task, event: Ended, reviews: readonly ReviewSeen[]): object {
  const verdicts = reviews.map(({ verdict }) => verdict);
  return {
    evidence_id: id,
    kind: 'review',
    timestamp: event.at.replace(/\.\d+Z$/, 'Z'),
    outcome: 'approved',
    work_item_id: task.id,
    work_item_kind: 'task',
    capability_tier: 'C1_local_write',
    detail: {
      review_summary: verdicts.at(-1)?.summary ?? '',
      findings_count: total(verdicts),
      findings_by_severity: countsOf(verdicts),
      cycles: event.cycles,
      duration_ms: reviews.reduce((sum, { ms }) => sum + ms, 0),
    },
  };
}
