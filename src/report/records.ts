import type { Stamped } from '../domain/event.js';
import { slug } from '../domain/ids.js';
import type { Result } from '../domain/result.js';
import type { Task } from '../domain/task.js';
import type { Files } from '../ports/files.js';
import type { Sink } from '../ports/sink.js';
import { type ReviewSeen, reviewEvidence, reviewRecord, taskRecord } from './task-record.js';

/** Where records of finished work go; absolute paths. */
export interface RecordPlaces {
  readonly tasks: string;
  readonly reviews: string;
  readonly evidence: string;
}

/** What keeping records takes. */
export interface RecordsDeps {
  readonly files: Files;
  /** The first eight hexadecimal digits of a text's SHA-256. */
  readonly hash: (text: string) => string;
  /** Told when a record could not be written; the run goes on. */
  readonly onTrouble: (file: string, why: string) => void;
}

/** Keeps records. They are written once there is a place for them. */
export interface Records extends Sink {
  open(places: RecordPlaces): void;
}

/** Writes how tasks and reviews went, and the evidence of approvals, for reports and audits. */
export function records({ files, hash, onTrouble }: RecordsDeps): Records {
  let places: RecordPlaces | null = null;
  let task: Task | null = null;
  let reviews: ReviewSeen[] = [];
  let last: Promise<unknown> = Promise.resolve();

  const write = (file: string, act: () => Promise<Result<void, string>>): void => {
    last = last.then(async () => {
      const written = await act();
      if (!written.ok) onTrouble(file, written.error);
    });
  };
  const json = (file: string, value: object): void =>
    write(file, () => files.write(file, `${JSON.stringify(value, null, 2)}\n`));

  return {
    name: 'records',
    open(where) {
      places = where;
    },
    on(event: Stamped) {
      if (event.type === 'task-started') {
        task = event.task;
        reviews = [];
      }
      if (places === null || task === null) return;
      const { tasks, reviews: file, evidence } = places;
      if (event.type === 'reviewed') {
        const seen: ReviewSeen = event;
        reviews.push(seen);
        const text = `${JSON.stringify(reviewRecord(task, hash(task.raw), event.at, seen))}\n`;
        write(file, () => files.append(file, text));
      }
      if (event.type !== 'task-ended') return;
      const digest = hash(task.raw);
      // A question that was declined is no task that went somehow.
      if (event.outcome !== 'declined')
        json(`${tasks}/${event.run}_${digest}.json`, taskRecord(task, digest, event, reviews));
      if (event.outcome !== 'approved' && event.outcome !== 'no_changes') return;
      const id = `${microseconds(event.at)}-review-${slug(task.title, 30, 'task')}`;
      json(`${evidence}/${id}.json`, reviewEvidence(id, task, event, reviews));
    },
    async settle() {
      await last;
    },
  };
}

/** `YYYYMMDD_HHMMSS_ffffff` in UTC, as ids of evidence begin. */
function microseconds(at: string): string {
  const digits = at.replace(/\D/g, '').padEnd(20, '0');
  return `${digits.slice(0, 8)}_${digits.slice(8, 14)}_${digits.slice(14, 20)}`;
}
