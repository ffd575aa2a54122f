import type { RunEvent, Stamped } from '../domain/event.js';
import type { Outcome } from '../domain/outcome.js';
import type { Task } from '../domain/task.js';
import { verdictWords } from '../domain/verdict.js';
import type { Files } from '../ports/files.js';
import type { Sink } from '../ports/sink.js';

/** Characters of a review that the result tells. Source: worktrees.md 7.3. */
const SUMMARY = 4_000;

/** Where a task that was started by hand for others tells how it went (S11). */
export interface SharedPlace {
  /** Absolute. */
  readonly file: string;
  /** By which the others know the task. */
  readonly id: string;
  readonly task: Pick<Task, 'risk'>;
  readonly began: Date;
  /** The branch by its short name and its tip, as they are at the end. */
  readonly where: () => Promise<{ readonly branch: string | null; readonly commit: string | null }>;
}

/** Writes `result.json` at the end of a run, once it has a place. */
export interface SharedResult extends Sink {
  open(place: SharedPlace): void;
}

type Ended = Stamped & Extract<RunEvent, { type: 'run-ended' }>;

/** `onTrouble` is told what could not be written; the task is what it was. */
export function sharedResult(files: Pick<Files, 'write'>, onTrouble: (why: string) => void): SharedResult {
  let place: SharedPlace | null = null;
  let summary: string | null = null;
  let telling: Promise<void> = Promise.resolve();

  const tell = async ({ file, id, task, began, where }: SharedPlace, ended: Ended): Promise<void> => {
    const { branch, commit } = await where();
    const result = {
      branch,
      commit_sha: commit,
      completed_at: Date.parse(ended.at) / 1000,
      error: ended.halt?.says ?? null,
      outcome: ended.outcome satisfies Outcome,
      review_summary: summary === null ? null : [...summary].slice(0, SUMMARY).join(''),
      risk: task.risk,
      started_at: began.getTime() / 1000,
      status: ended.halt === null ? 'success' : 'failed',
      task_id: id,
    };
    const written = await files.write(file, `${JSON.stringify(result, null, 2)}\n`);
    if (!written.ok) onTrouble(written.error);
  };
  return {
    name: 'shared-result',
    open(at) {
      place = at;
    },
    on(event) {
      if (event.type === 'reviewed') summary = verdictWords(event.verdict);
      if (event.type === 'run-ended' && place !== null) telling = tell(place, event);
    },
    close: () => telling,
  };
}
