import { isGood } from '../domain/evaluation.js';
import type { RunEvent, Stamped } from '../domain/event.js';
import type { Evidence, NewEvidence, WorkItem } from '../domain/evidence.js';
import { slug } from '../domain/ids.js';
import type { Task } from '../domain/task.js';
import { countsOf, type Ended, type ReviewSeen, total } from './task-record.js';

type About<T extends RunEvent['type']> = Stamped & Extract<RunEvent, { type: T }>;
type Made = Pick<Evidence, 'kind' | 'outcome' | 'detail'> & {
  readonly about: WorkItem | null;
  /** The part of the name that tells what it is about. */
  readonly word: string;
};

/** The approval of a task that came to its end with it. */
export const approvalEvidence = (task: Task, event: Ended, reviews: readonly ReviewSeen[]): NewEvidence =>
  evidence(event, reviewOf(task, 'approved', reviews, event.cycles));

/** A verdict that no commit followed: a request for changes, or an approval that a gate or a halt came after. */
export const verdictEvidence = (task: Task, event: About<'reviewed'>, review: ReviewSeen): NewEvidence => {
  if (!event.verdict.approved) return evidence(event, reviewOf(task, 'request_changes', [review], event.cycle));
  const made = reviewOf(task, 'approved', [review], event.cycle);
  return evidence(event, { ...made, detail: { ...made.detail, committed: false } });
};

function reviewOf(task: Task, outcome: string, reviews: readonly ReviewSeen[], cycles: number): Made {
  const verdicts = reviews.map(({ verdict }) => verdict);
  return {
    ...{ kind: 'review', outcome, about: { kind: 'task', id: task.id }, word: slug(task.title, 30, 'task') },
    detail: {
      review_summary: [...(verdicts.at(-1)?.summary ?? '')].slice(0, 500).join(''),
      findings_count: total(verdicts),
      findings_by_severity: countsOf(verdicts),
      cycles,
      duration_ms: reviews.reduce((sum, { ms }) => sum + ms, 0),
    },
  };
}

/** An evaluation; `task` is null outside of one. */
export function evalEvidence(task: Task | null, event: About<'evaluated'>): NewEvidence {
  const { file, evaluation } = event.stored;
  return evidence(event, {
    kind: 'eval',
    outcome: isGood(evaluation) ? 'passed' : 'failed',
    about: task === null ? null : { kind: 'task', id: task.id },
    word: slug(task === null ? (evaluation.git_head ?? '').slice(0, 12) : task.title, 30, 'unknown'),
    detail: {
      composite_score: evaluation.composite_score,
      tests_passed: evaluation.tests.passed,
      tests_failed: evaluation.tests.failed,
      duration_seconds: evaluation.duration_seconds,
      eval_file: file,
      when: event.when,
    },
  });
}

/** What a sanity check was about, and what it found. */
export const sanityDetail = ({ of, verdict }: About<'sanity-judged'>) => ({ of, reason: verdict.reason });

/** What a sanity check said of an author's work, or of a review that gave no verdict. */
export const sanityEvidence = (task: Task, event: About<'sanity-judged'>): NewEvidence =>
  evidence(event, {
    kind: 'sanity_check',
    outcome: event.verdict.halt ? 'halt' : 'ok',
    about: { kind: 'task', id: task.id },
    word: slug(task.title, 30, 'task'),
    detail: sanityDetail(event),
  });

/** Whether a task landed that was worked on beside others. */
export const mergeEvidence = (
  outcome: string,
  { id, title }: { readonly id: string; readonly title: string },
  event: Instant,
  detail: Evidence['detail'],
): NewEvidence =>
  evidence(event, { kind: 'merge', outcome, about: { kind: 'task', id }, word: slug(title, 30, 'task'), detail });

/** When something was decided, and in which run. */
type Instant = Pick<Stamped, 'at' | 'seq' | 'run'>;

/** Evidence of a decision of this instant. */
export function evidence({ at, seq, run }: Instant, { kind, outcome, about, word, detail }: Made): NewEvidence {
  return {
    evidence_id: `${microseconds(at, seq)}-${kind.replaceAll('_', '-')}-${word}`,
    ...{ kind, outcome, timestamp: at.replace(/\.\d+Z$/, 'Z') },
    work_item_id: about?.id ?? null,
    work_item_kind: about?.kind ?? null,
    cycle_id: run,
    detail,
  };
}

/**
 * `YYYYMMDD_HHMMSS_ffffff` in UTC, as ids of evidence begin. Times are known to the millisecond; the number of the event
 * tells those of one millisecond apart.
 */
function microseconds(at: string, seq: number): string {
  const digits = at.replace(/\D/g, '').slice(0, 17).padEnd(17, '0');
  return `${digits.slice(0, 8)}_${digits.slice(8, 14)}_${digits.slice(14)}${String(seq % 1_000).padStart(3, '0')}`;
}
