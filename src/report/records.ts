import type { Evaluation } from '../domain/evaluation.js';
import type { Stamped } from '../domain/event.js';
import type { NewEvidence } from '../domain/evidence.js';
import type { Result } from '../domain/result.js';
import type { Task } from '../domain/task.js';
import type { Files } from '../ports/files.js';
import type { Sink } from '../ports/sink.js';
import { evalBook } from './eval-book.js';
import { approvalEvidence, evalEvidence, sanityEvidence, verdictEvidence } from './evidence.js';
import type { EvidenceShelf } from './evidence-shelf.js';
import { judgedBook } from './judged-book.js';
import { type Ended, type ReviewSeen, reviewRecord, taskRecord } from './task-record.js';
import { usageBook } from './usage-book.js';

/** Where records of finished work go; absolute paths. */
export interface RecordPlaces {
  readonly tasks: string;
  readonly reviews: string;
}

/** What keeping records takes. */
export interface RecordsDeps {
  readonly files: Files;
  readonly shelf: EvidenceShelf;
  /** The first eight hexadecimal digits of a text's SHA-256. */
  readonly hash: (text: string) => string;
  /** Whether an approved diff is the refused one but for what no program cares for. */
  readonly sameBut: (refused: string, approved: string) => boolean;
  readonly delta: (before: Evaluation, now: Evaluation) => NonNullable<Evaluation['delta']>;
  /** Told when a record could not be written; the run goes on. */
  readonly onTrouble: (file: string, why: string) => void;
}

/** Keeps records. They are written once there is a place for them. */
export interface Records extends Sink {
  open(places: RecordPlaces): void;
}

/** Writes how tasks and reviews went, and the evidence of what was decided, for reports and audits. */
export function records({ files, shelf, hash, sameBut, delta, onTrouble }: RecordsDeps): Records {
  let places: RecordPlaces | null = null;
  let task: Task | null = null;
  let reviews: ReviewSeen[] = [];
  /** The change as it was last seen, and as it was when it was last refused. */
  let diff = '';
  let refused: string | null = null;
  /** The evidence of an approval, for when the task does not end with it. */
  let inVain: NewEvidence | null = null;
  const usage = usageBook();
  const evals = evalBook(delta);
  const judged = judgedBook();
  let last: Promise<void> = Promise.resolve();

  const write = (file: string, act: () => Promise<Result<void, string>>): void => {
    last = last.then(async () => {
      const written = await act();
      if (!written.ok) onTrouble(file, written.error);
    });
  };
  const json = (file: string, value: object): void =>
    write(file, () => files.write(file, `${JSON.stringify(value, null, 2)}\n`));
  const seen = ({ cycle, cli, verdict, ms }: Extract<Stamped, { type: 'reviewed' }>): ReviewSeen => {
    const falsePositive = verdict.approved && refused !== null && sameBut(refused, diff);
    refused = verdict.approved ? null : diff;
    return { cycle, verdict, ms, by: usage.playing('reviewer') ?? { cli, model: null }, falsePositive };
  };
  const ended = (where: RecordPlaces, task: Task, event: Ended): void => {
    const evalDelta = evals.ended(event.outcome === 'approved');
    // A question that was declined is no task that went somehow, and a research has a report of its own.
    if (event.outcome === 'declined' || event.outcome === 'researched') return;
    const about = { task, hash: hash(task.raw), reviews, usage, evalDelta, judged: judged.now() };
    json(`${where.tasks}/${event.run}_${about.hash}.json`, taskRecord(about, event));
    if (event.outcome === 'approved' || event.outcome === 'no_changes')
      shelf.add(approvalEvidence(task, event, reviews));
    else if (inVain !== null) shelf.add(inVain);
    inVain = null;
  };

  return {
    name: 'records',
    open(where) {
      places = where;
    },
    on(event: Stamped) {
      usage.on(event);
      judged.on(event);
      switch (event.type) {
        case 'task-started':
          task = event.task;
          reviews = [];
          diff = '';
          refused = null;
          inVain = null;
          usage.clear();
          evals.begun();
          break;
        case 'observed':
          diff = event.diff;
          break;
        case 'stage-started':
          // What is judged now is no task.
          task = null;
          break;
        case 'sanity-judged':
          if (task !== null) shelf.add(sanityEvidence(task, event));
          break;
        case 'reviewed': {
          const one = seen(event);
          reviews.push(one);
          if (places === null || event.replayed || task === null) break;
          // What was approved before came back from a gate.
          if (inVain !== null) shelf.add(inVain);
          const verdict = verdictEvidence(task, event, one);
          inVain = event.verdict.approved ? verdict : null;
          if (inVain === null) shelf.add(verdict);
          const text = `${JSON.stringify(reviewRecord({ task, hash: hash(task.raw) }, event, one))}\n`;
          const file = places.reviews;
          write(file, () => files.append(file, text));
          break;
        }
        case 'evaluated': {
          evals.on(event);
          if (event.replayed) break;
          shelf.add(evalEvidence(task, event));
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
