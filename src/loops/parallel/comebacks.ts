import type { Halt } from '../../domain/halt.js';
import type { CommitId, TaskId } from '../../domain/ids.js';
import { returnedRecord } from '../../domain/parallel-records.js';
import { ok, type Result } from '../../domain/result.js';
import { returnedKey } from '../../domain/task-keys.js';
import { type Comeback, comebackWords } from '../../prompting/comeback.js';
import type { RunContext } from '../context.js';
import type { Board, Queued } from './board.js';
import type { ParallelDeps } from './deps.js';
import { Rivals } from './rivals.js';

/** A task that is to go back to its author, once what it was brought together with has landed. */
interface Returning {
  readonly queued: Queued;
  readonly why: Comeback;
  readonly onto: CommitId;
  readonly mixed: CommitId;
}

/** Sends approved tasks that do not go together with what landed back to their authors, each so many times (S12). */
export class Comebacks {
  private returning: readonly Returning[] = [];
  readonly rivals: Rivals;

  constructor(
    private readonly deps: ParallelDeps,
    private readonly board: Board,
  ) {
    this.rivals = new Rivals(board);
  }

  /** Takes a task that is to go back; false when it may not any more. */
  take(one: Returning, ctx: RunContext): boolean {
    if (timesOf(one.queued.planned.id, ctx) >= this.deps.settings.parallel.conflictRetries) return false;
    this.returning = [...this.returning, one];
    return true;
  }

  has(id: TaskId): boolean {
    return this.returning.some(({ queued }) => queued.planned.id === id);
  }

  /** Sends them back, after a landing. Returns those whose others did not land: they are to be integrated again. */
  async settle(ctx: RunContext): Promise<Result<readonly Queued[], Halt>> {
    const again: Queued[] = [];
    for (const one of this.returning) {
      const landed = await this.deps.landing.holds(one.onto, ctx.signal);
      if (!landed.ok) return landed;
      if (!landed.value) {
        again.push(one.queued);
        continue;
      }
      if (this.waits(one, ctx)) continue;
      const sent = await this.send(one, ctx);
      if (!sent.ok) return sent;
    }
    this.returning = [];
    return ok(again);
  }

  /** Whether another one that went back over the same files comes first. */
  private waits({ queued, why }: Returning, { emit }: RunContext): boolean {
    const paths = why.kind === 'conflict' ? why.files : [];
    const rival = this.rivals.holds(queued, paths);
    if (rival === null) return false;
    const says = `it goes back to its author once ${rival} is through, which changes the same lines`;
    emit({ type: 'landing-waits', task: queued.planned.id, base: this.deps.landing.base, paths, says });
    return true;
  }

  private async send({ queued, why, onto, mixed }: Returning, ctx: RunContext): Promise<Result<void, Halt>> {
    const { deps, board } = this;
    const { planned, brought } = queued;
    const landed = await deps.landing.since(brought.fork, onto, ctx.signal);
    if (!landed.ok) return landed;
    const kept = await deps.landing.keep(mixed, planned.id, ctx.signal);
    if (!kept.ok) return kept;
    const feedback = comebackWords(why, landed.value);
    const nth = timesOf(planned.id, ctx) + 1;
    const given = await deps.workers.giveBack(planned.task, { onto, mixed, feedback, nth });
    if (!given.ok) return given;
    board.set(planned.id, 'pending');
    const names = why.kind === 'conflict' ? why.files : why.names;
    if (why.kind === 'conflict') this.rivals.sent(planned.id, why.files);
    const of = deps.settings.parallel.conflictRetries;
    ctx.emit({ type: 'task-returned', task: planned.id, nth, of, why: why.kind, names });
    return given;
  }
}

/** How often a task has come back in this run, earlier processes of it included. */
function timesOf(id: TaskId, { journal }: RunContext): number {
  const read = returnedRecord.safeParse(journal.find(returnedKey(id))?.value);
  return read.success ? read.data.nth : 0;
}
