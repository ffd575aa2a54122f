import type { Halt } from '../../domain/halt.js';
import { haltSays, outcomeOf } from '../../domain/halt-rules.js';
import type { CommitId } from '../../domain/ids.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { RunDone } from '../../domain/run-done.js';
import type { PlannedTask } from '../../policy/parallel-plan.js';
import { type Turn, turn } from '../../policy/schedule.js';
import { waitingTasks } from '../../policy/waiting-tasks.js';
import { cancelled, type RunContext } from '../context.js';
import { Board, type Queued } from './board.js';
import type { ParallelDeps } from './deps.js';
import { doneOf, fatesOf } from './fates.js';
import { Landings } from './land.js';
import { lose } from './lose.js';
import { oneTask } from './one-task.js';
import { recover } from './recover.js';
import { type Round, type Selected, select } from './select.js';
import { watchedBase } from './watched-base.js';

/**
 * The tasks of a list at once, each in a place of its own, landed one behind the other. A task that comes to nothing stops
 * only those that wait for it. Ends when nothing can begin any more and all that was begun has landed or is lost.
 */
export async function runParallel(
  deps: ParallelDeps,
  ctx: RunContext,
  round: Round = { nth: 1, most: deps.settings.maxTasks, only: null },
): Promise<Result<RunDone, Halt>> {
  const selected = await select(deps, round, ctx);
  if (!selected.ok) return selected;
  const run = new Run(deps, selected.value, ctx);
  const recovered = ctx.journal.resumed ? await run.recover() : done;
  return recovered.ok ? run.toItsEnd() : recovered;
}

/** How often it is looked whether what was in the way of a landing is gone, while others are at work. */
const RETRY_MS = 2_000;

class Run {
  private readonly board: Board;
  private readonly landings: Landings;
  /** What is under way; each resolves when something may have changed. */
  private readonly underWay = new Set<Promise<void>>();
  private landing = false;
  /** What stops the run as such: nothing begins or lands any more. */
  private halt: Halt | null = null;
  /** A limit of the run as a whole: nothing begins any more, what is finished still lands. */
  private limit: Halt | null = null;
  /** A fault of the program's own. */
  private broken: { readonly error: unknown } | null = null;
  private asked = false;
  /** What was told last of those that wait. */
  private waits = '[]';

  private readonly deps: ParallelDeps;

  constructor(
    deps: ParallelDeps,
    private readonly selected: Selected,
    private readonly ctx: RunContext,
  ) {
    this.board = new Board(selected.tasks, deps.show, () => ctx.clock.now().getTime());
    this.deps = { ...deps, landing: watchedBase(deps.landing, ctx.emit) };
    this.landings = new Landings(this.deps, this.board);
  }

  /** What an earlier process of the run has landed is landed, and what it has finished lands before another one begins. */
  async recover(): Promise<Result<void, Halt>> {
    const { deps, board, landings, ctx } = this;
    const found = await recover(deps, board, landings, ctx);
    return found.ok ? landings.round(ctx) : found;
  }

  async toItsEnd(): Promise<Result<RunDone, Halt>> {
    const { ctx, landings } = this;
    do {
      await this.untilIdle();
      if (this.halt !== null || this.broken !== null || ctx.signal.aborted) break;
      const last = await this.landings.last(ctx);
      if (!last.ok) this.stop(last.error);
      // What went back to its author in the end begins once more.
    } while (this.mayBegin() && (this.turn().start.length > 0 || this.queued(landings.comebacks.rivals.unwound())));
    const closed = await this.landings.closed();
    if (this.broken !== null) throw this.broken.error;
    // For what was committed there since the last landing.
    await this.deps.landing.tip(ctx.signal);
    ctx.emit({ type: 'tasks-summed', tasks: fatesOf(this.deps, this.board, ctx) });
    return this.ended(closed);
  }

  private async untilIdle(): Promise<void> {
    const { board, landings, underWay } = this;
    for (;;) {
      await this.begin();
      this.tellWaiting();
      const lands = !this.landing && this.halt === null && this.broken === null;
      if (lands && landings.holdsBack && underWay.size > 0) {
        const tried = await landings.retry(this.ctx);
        if (!tried.ok) this.stop(tried.error);
      }
      this.queued(landings.comebacks.rivals.freed());
      if (lands && board.queueLength > 0) this.land();
      if (underWay.size === 0) return;
      await (landings.holdsBack && lands && !this.ctx.signal.aborted ? this.nextOrSoon() : Promise.race(underWay));
    }
  }

  /** What is in the way of a landing goes without a word: it is looked at again and again. */
  private async nextOrSoon(): Promise<void> {
    const { signal, clock } = this.ctx;
    const woken = new AbortController();
    await Promise.race([...this.underWay, clock.sleep(RETRY_MS, AbortSignal.any([signal, woken.signal]))]);
    woken.abort();
  }

  private mayBegin(): boolean {
    return [this.halt, this.limit, this.broken].every((one) => one === null) && !this.ctx.signal.aborted && !this.asked;
  }

  /** Starts what may begin now. */
  private async begin(): Promise<void> {
    const { board, deps } = this;
    if (!this.mayBegin()) return;
    const { start } = this.turn();
    if (start.length === 0) return;
    this.asked = await deps.softStop.asked();
    if (this.asked) return;
    const tip = await this.from();
    if (!tip.ok) return this.stop(tip.error);
    for (const id of start) {
      const planned = board.tasks.find((one) => one.id === id);
      if (planned === undefined) continue;
      board.set(id, 'running');
      this.watch(this.work(planned, planned.after.length === 0 ? tip.value.fixed : tip.value.tip));
    }
  }

  /** Tells what has not begun, and why, where that has changed. */
  private tellWaiting(): void {
    if (!this.mayBegin()) return;
    const waiting = waitingTasks(this.turn(), this.board.tasks);
    const words = JSON.stringify(waiting);
    if (words !== this.waits) this.ctx.emit({ type: 'tasks-waiting', waiting });
    this.waits = words;
  }

  /** Whose turn it is, once those are lost that wait for what is lost. */
  private turn(): Turn {
    const { board, deps } = this;
    const now = turn(board.tasks, board.stateOf, deps.settings.parallel);
    const blocked = board.tasks.flatMap((one) => {
      const why = now.waiting.get(one.id);
      return why?.kind === 'lost' ? [{ one, by: why.tasks }] : [];
    });
    for (const { one, by } of blocked) this.blocked(one, by);
    return blocked.length === 0 ? now : this.turn();
  }

  /** What tasks begin from: the base as it is now, or what was typed for those that wait for none. */
  private async from(): Promise<Result<{ tip: CommitId; fixed: CommitId }, Halt>> {
    const { landing, baseRef } = this.deps;
    const tip = await landing.tip(this.ctx.signal);
    return tip.ok ? ok({ tip: tip.value.id, fixed: baseRef ?? tip.value.id }) : tip;
  }

  private async work(planned: PlannedTask, from: CommitId): Promise<void> {
    const { board, deps, ctx } = this;
    const { task } = planned;
    const place = { nth: board.tasks.indexOf(planned) + 1, of: board.tasks.length };
    const worked = await oneTask(deps, task, from, place, ctx);
    if (worked.ok) {
      const { brought, done, emit } = worked.value;
      const ahead = board.queue({ planned, brought, done, emit });
      emit({ type: 'task-queued', task: task.id, ahead: ahead + (this.landing ? 1 : 0) });
      return;
    }
    const halt = worked.error;
    const isLimit = halt.reason === 'budget' && halt.what !== 'task-cost';
    if (halt.reason === 'cancelled' || halt.reason === 'state' || isLimit || ctx.signal.aborted) {
      // It is about all of them: the task itself is as far as it got.
      board.set(task.id, 'pending');
      if (isLimit) this.limit ??= halt;
      else if (halt.reason === 'state') this.stop(halt);
      return;
    }
    lose(board, planned, outcomeOf(halt), haltSays(halt), ctx);
    const closed = await deps.workers.close(task, 'lost');
    if (!closed.ok) this.stop(closed.error);
  }

  /** Whether there are any: they wait to be integrated again. */
  private queued(all: readonly Queued[]): boolean {
    for (const one of all) this.board.queue(one);
    return all.length > 0;
  }

  private land(): void {
    this.landing = true;
    this.watch(
      this.landings.round(this.ctx).then((landed) => {
        this.landing = false;
        if (!landed.ok) this.stop(landed.error);
      }),
    );
  }

  private blocked(planned: PlannedTask, by: readonly string[]): void {
    lose(this.board, planned, 'blocked', `It waits for ${by.join(', ')}, which did not land.`, this.ctx);
  }

  /** Nothing lands any more. What is at work is brought to its end: it was paid for, and lands when the run goes on. */
  private stop(halt: Halt): void {
    if (this.halt !== null) return;
    this.halt = halt;
    const { board, ctx } = this;
    const running = board.tasks.filter(({ id }) => board.stateOf(id) === 'running').length;
    if (running > 0 && !ctx.signal.aborted)
      ctx.emit({ type: 'noticed', notice: { kind: 'landing-stopped', says: haltSays(halt), running } });
  }

  private watch(work: Promise<void>): void {
    const watched = work
      .catch((error: unknown) => {
        // All others come to their end first: their agents must not outlive the run.
        this.broken ??= { error };
      })
      .finally(() => this.underWay.delete(watched));
    this.underWay.add(watched);
  }

  /** What could not be tidied up is the least of all news. */
  private ended(closed: Result<void, Halt>): Result<RunDone, Halt> {
    const { board, ctx, selected } = this;
    const halt = this.halt ?? this.limit;
    if (ctx.signal.aborted) return err(cancelled(ctx.signal));
    if (halt !== null) return err(halt);
    const tasks = board.lostTasks;
    if (tasks.length > 0) return err({ reason: 'not-landed', landed: board.landed, tasks });
    if (!closed.ok) return closed;
    const commits = board.landedInTurn.flatMap((id) => doneOf(id, ctx)?.commits ?? []);
    const outcome = commits.length === 0 ? 'no_changes' : 'approved';
    const end = this.asked ? 'asked' : selected.left > 0 ? 'max-tasks' : 'none-left';
    return ok({ outcome, commits, end });
  }
}
