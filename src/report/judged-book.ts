import type { RunEvent } from '../domain/event.js';
import type { TaskRecord } from '../domain/task-record.js';

type Judged = Pick<TaskRecord, 'evals' | 'attribution' | 'tampering'>;

/** What evaluations and the diff of a task told, as its record has it. */
export interface JudgedBook {
  on(event: RunEvent): void;
  now(): Judged;
}

const PLACES = { baseline: 'before', gate: 'gate', 'after-commit': 'after_commit' } as const;

export function judgedBook(): JudgedBook {
  let judged: Judged = {};
  return {
    on(event) {
      switch (event.type) {
        case 'task-started':
          judged = {};
          break;
        case 'observed': {
          // Signs are those of the change as it was last seen.
          const { tampering: _, ...kept } = judged;
          judged = kept;
          break;
        }
        case 'tests-weakened':
          judged = { ...judged, tampering: event.signs };
          break;
        case 'evaluated':
          if (event.when !== 'asked' && event.when !== 'after-cycle')
            judged = { ...judged, evals: { ...judged.evals, [PLACES[event.when]]: event.stored.file } };
          break;
        case 'eval-judged': {
          const { why: _, scores: __, ...attribution } = event.found;
          judged = { ...judged, attribution };
          break;
        }
        default: // The others say nothing about it.
      }
    },
    now: () => judged,
  };
}
