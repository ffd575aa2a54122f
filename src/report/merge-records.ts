import type { Stamped } from '../domain/event.js';
import type { Outcome } from '../domain/outcome.js';
import type { Sink } from '../ports/sink.js';
import { mergeEvidence } from './evidence.js';
import type { EvidenceShelf } from './evidence-shelf.js';

/** What becomes of a task that was queued to land and did not, in the words of eval.md 14. */
const LOST: Partial<Record<Outcome, string>> = {
  conflict: 'conflict',
  eval_gate_failed: 'eval_fail',
  blocked: 'safety_fail',
};

/** Writes the evidence of landings: one for each task that was queued for it, whatever came of it. */
export function mergeRecords(shelf: EvidenceShelf): Sink {
  const queued = new Set<string>();
  const prove = (
    outcome: string,
    task: { readonly id: string; readonly title: string },
    event: Stamped,
    detail: Readonly<Record<string, unknown>>,
  ) => {
    if (!queued.delete(task.id)) return;
    shelf.add(mergeEvidence(outcome, task, event, detail));
  };
  return {
    name: 'landings',
    on(event) {
      if (event.type === 'task-queued') queued.add(event.task);
      if (event.type === 'landed') {
        const { task: id, title, base, commits } = event;
        prove('merged', { id, title }, event, { base, commits: commits.map((one) => one.id) });
      }
      if (event.type === 'task-lost') {
        const { outcome, says } = event.lost;
        prove(LOST[outcome] ?? 'land_fail', event.lost, event, { reason: says });
      }
    },
  };
}
