import { isGood, type StoredEvaluation } from '../domain/evaluation.js';
import type { Task } from '../domain/task.js';

/** `evidence/<id>.json` of an evaluation; `task` is null outside of one. Keys of eval.md 14. */
export function evalEvidence(
  id: string,
  task: Task | null,
  at: string,
  { file, evaluation }: StoredEvaluation,
): object {
  return {
    evidence_id: id,
    kind: 'eval',
    timestamp: at.replace(/\.\d+Z$/, 'Z'),
    outcome: isGood(evaluation) ? 'passed' : 'failed',
    work_item_id: task?.id ?? null,
    work_item_kind: task === null ? null : 'task',
    capability_tier: 'C1_local_write',
    detail: {
      composite_score: evaluation.composite_score,
      tests_passed: evaluation.tests.passed,
      tests_failed: evaluation.tests.failed,
      duration_seconds: evaluation.duration_seconds,
      eval_file: file,
    },
  };
}
