import type { Usage } from '../domain/agent.js';
import type { Stamped } from '../domain/event.js';
import { slug } from '../domain/ids.js';
import type { Result } from '../domain/result.js';
import type { Role } from '../domain/role.js';
import { NOTHING_SPENT, spend } from '../domain/spent.js';
import type { Task } from '../domain/task.js';
import type { Files } from '../ports/files.js';
import type { Sink } from '../ports/sink.js';
import { evalEvidence } from './eval-evidence.js';
import { type Ended, type ReviewSeen, type RoleUse, reviewEvidence, reviewRecord, taskRecord } from './task-record.js';

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
  let byRole = new Map<Role, RoleUse>();
  const used = (role: Role, usage: Usage | null): void => {
    const before = byRole.get(role);
    if (before !== undefined) byRole.set(role, { ...before, spent: spend(before.spent, usage, before.cli) });
  };
  let last: Promise<void> = Promise.resolve();

  const write = (file: string, act: () => Promise<Result<void, string>>): void => {
    last = last.then(async () => {
      const written = await act();
      if (!written.ok) onTrouble(file, written.error);
    });
  };
  const json = (file: string, value: object): void =>
    write(file, () => files.write(file, `${JSON.stringify(value, null, 2)}\n`));
  const ended = (where: RecordPlaces, task: Task, event: Ended): void => {
    // A question that was declined is no task that went somehow, and a research has a report of its own.
    if (event.outcome === 'declined' || event.outcome === 'researched') return;
    const digest = hash(task.raw);
    json(`${where.tasks}/${event.run}_${digest}.json`, taskRecord(task, digest, event, { reviews, byRole }));
    if (event.outcome !== 'approved' && event.outcome !== 'no_changes') return;
    const id = `${microseconds(event.at)}-review-${slug(task.title, 30, 'task')}`;
    json(`${where.evidence}/${id}.json`, reviewEvidence(id, task, event, reviews));
  };

  return {
    name: 'records',
    open(where) {
      places = where;
    },
    on(event: Stamped) {
      switch (event.type) {
        case 'task-started':
          task = event.task;
          reviews = [];
          byRole = new Map();
          break;
        case 'agent-asked': {
          const { role, cli, model } = event;
          byRole.set(role, { cli, model, spent: byRole.get(role)?.spent ?? NOTHING_SPENT });
          break;
        }
        case 'agent-answered':
          used(event.role, event.usage);
          break;
        case 'agent-failed':
          used(event.role, event.usage);
          break;
        case 'reviewed': {
          const seen = { ...event, model: byRole.get('reviewer')?.model ?? null };
          reviews.push(seen);
          if (places === null || task === null || event.replayed) break;
          const text = `${JSON.stringify(reviewRecord(task, hash(task.raw), event.at, seen))}\n`;
          const file = places.reviews;
          write(file, () => files.append(file, text));
          break;
        }
        case 'evaluated': {
          if (places === null || event.replayed) break;
          const about = task === null ? (event.stored.evaluation.git_head ?? '').slice(0, 12) : task.title;
          const id = `${microseconds(event.at)}-eval-${slug(about, 30, 'unknown')}`;
          json(`${places.evidence}/${id}.json`, evalEvidence(id, task, event.at, event.stored));
          break;
        }
        case 'task-ended':
          if (places !== null && task !== null) ended(places, task, event);
          break;
        default: // The others leave no record.
      }
    },
    settle: () => last,
  };
}

/** `YYYYMMDD_HHMMSS_ffffff` in UTC, as ids of evidence begin. */
function microseconds(at: string): string {
  const digits = at.replace(/\D/g, '').padEnd(20, '0');
  return `${digits.slice(0, 8)}_${digits.slice(8, 14)}_${digits.slice(14, 20)}`;
}
