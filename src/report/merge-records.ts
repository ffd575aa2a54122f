import type { Stamped } from '../domain/event.js';
import type { Outcome } from '../domain/outcome.js';
import { mergeEvidence } from './evidence.js';
import type { RecordPlaces, Records, RecordsDeps } from './records.js';

/** What becomes of a task that was queued to land and did not, in the words of eval.md 14. */
const LOST: Partial<Record<Outcome, string>> = {
  conflict: 'conflict',
  eval_gate_failed: 'eval_fail',
  blocked: 'safety_fail',
};

/** Writes the evidence of landings: one for each task that was queued for it, whatever came of it. */
export function mergeRecords({ files, onTrouble }: Pick<RecordsDeps, 'files' | 'onTrouble'>): Records {
  let places: RecordPlaces | null = null;
  const queued = new Set<string>();
  let last: Promise<void> = Promise.resolve();
  const prove = (
    outcome: string,
    task: { readonly id: string; readonly title: string },
    event: Stamped,
    detail: object,
  ) => {
    if (places === null || !queued.delete(task.id)) return;
    const one = mergeEvidence(outcome, task, event, detail);
    const file = `${places.evidence}/${one.evidence_id}.json`;
    last = last.then(async () => {
      const written = await files.write(file, `${JSON.stringify(one, null, 2)}\n`);
      if (!written.ok) onTrouble(file, written.error);
    });
  };
  return {
    name: 'landings',
    open(where) {
      places = where;
    },
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
    settle: () => last,
  };
}
