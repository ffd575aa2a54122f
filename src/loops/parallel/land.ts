import type { CommitFacts } from '../../domain/change.js';
import { spokenFailure } from '../../domain/check-name.js';
import type { Emit } from '../../domain/event.js';
import type { Halt } from '../../domain/halt.js';
import { haltSays } from '../../domain/halt-rules.js';
import type { CommitId } from '../../domain/ids.js';
import type { Outcome } from '../../domain/outcome.js';
import type { ProjectCheck } from '../../domain/project-check.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { TaskDone } from '../../domain/task-done.js';
import { endedKey, landingKey, lostKey } from '../../domain/task-keys.js';
import { afterLanding, afterMove, WHOLE } from '../../policy/batch.js';
import { firstRed } from '../../policy/first-red.js';
import type { PlannedTask } from '../../policy/parallel-plan.js';
import type { Landed } from '../../ports/landing.js';
import { cancelled, type RunContext, uncancelled } from '../context.js';
import { together } from '../task/known-checks.js';
import type { Board, Queued } from './board.js';
import { Comebacks } from './comebacks.js';
import type { ParallelDeps } from './deps.js';
import { Held } from './held.js';
import { integrate, type Joined, type Refused, tickHere } from './integrate.js';
import { lose } from './lose.js';
import { type Checked, type Introduced, type Verifier, verifier } from './verify.js';

/** A git at work in the checkout of the base is waited for at the end: a commit with its hooks may take so long. */
const LOCK_WAITS = 30;
const LOCK_WAIT_MS = 1_000;

/** Lands finished tasks, as many together as wait: they are integrated one by one and checked once. */
export class Landings {
  private readonly verify: Verifier;
  readonly comebacks: Comebacks;
  /** The tip of the base with the files that were checked there, ticks left out. */
  private checked: Checked | null = null;
  private readonly held: Held;
  /** The checks of the project in the round at work. */
  private checks: readonly ProjectCheck[] = [];
  private readonly closing: Promise<Result<void, Halt>>[] = [];

  constructor(
    private readonly deps: ParallelDeps,
    private readonly board: Board,
  ) {
    this.verify = verifier(deps);
    this.comebacks = new Comebacks(deps, board);
    this.held = new Held(deps.landing.base);
  }

  /** Takes what waits and lands it. Tasks that refuse to are lost one by one; a halt is about the landing as such. */
  async round(ctx: RunContext): Promise<Result<void, Halt>> {
    let waiting = this.board.takeQueue();
    let batch = WHOLE;
    while (waiting.length > 0) {
      const base = await this.base(ctx);
      if (!base.ok) return base;
      const joined = await this.join(base.value, waiting.slice(0, batch.size), ctx);
      if (!joined.ok) return joined;
      const good = await this.green(base.value, joined.value, ctx);
      if (!good.ok) return good;
      const rest = waiting.filter(
        ({ planned }) =>
          this.board.stateOf(planned.id) === 'queued' &&
          !this.comebacks.has(planned.id) &&
          !good.value.some(({ queued }) => queued.planned === planned),
      );
      const landed = await this.land(base.value.commit, good.value, ctx);
      if (!landed.ok) return landed;
      const back = await this.comebacks.settle(ctx);
      if (!back.ok) return back;
      waiting = [...back.value, ...rest];
      if (landed.value.kind === 'landed') {
        batch = afterLanding(batch);
        continue;
      }
      const again = good.value.map(({ queued }) => queued);
      if (landed.value.kind === 'in-the-way') {
        waiting = [...this.held.hold(good.value, landed.value, ctx), ...waiting];
        continue;
      }
      batch = afterMove(batch, again.length);
      if (batch.moves <= this.deps.settings.parallel.mergeRetries) waiting = [...again, ...waiting];
      else {
        const lost = await this.loseAll(again, 'land_fail', moved(this.deps.landing.base, batch.moves), ctx);
        if (!lost.ok) return lost;
        batch = afterLanding(batch);
      }
    }
    return done;
  }

  /** Resolves when nothing is left of tasks that have landed. */
  async closed(): Promise<Result<void, Halt>> {
    const all = await Promise.all(this.closing.splice(0));
    return all.find((one) => !one.ok) ?? done;
  }

  get holdsBack(): boolean {
    return !this.held.isEmpty;
  }

  /** Lets those wait to land again that something was in the way of, as soon as it may be gone. */
  async retry(ctx: RunContext): Promise<Result<void, Halt>> {
    if (this.held.isEmpty) return done;
    const blocked = await this.deps.landing.isBlocked(this.held.paths, ctx.signal);
    if (!blocked.ok) return blocked;
    if (!blocked.value) for (const { queued } of this.held.take()) this.board.queue(queued);
    return done;
  }

  /** At the end, when nothing else is left to be done: what still cannot land is told with its way out. */
  async last(ctx: RunContext): Promise<Result<void, Halt>> {
    if (this.held.isEmpty) return done;
    for (let waits = 0; waits < LOCK_WAITS && this.held.areBrief && !ctx.signal.aborted; waits++) {
      const blocked = await this.deps.landing.isBlocked([], ctx.signal);
      if (!blocked.ok) return blocked;
      if (!blocked.value) break;
      await ctx.clock.sleep(LOCK_WAIT_MS, ctx.signal);
    }
    for (const { queued } of this.held.take()) this.board.queue(queued);
    const landed = await this.round(ctx);
    if (!landed.ok) return landed;
    for (const { queued, says } of this.held.take()) {
      const lost = await this.lose(queued, 'land_pending', says, ctx);
      if (!lost.ok) return lost;
    }
    return done;
  }

  private async base(ctx: RunContext): Promise<Result<Checked, Halt>> {
    const tip = await this.deps.landing.tip(ctx.signal);
    if (!tip.ok) return tip;
    const commit = tip.value;
    return ok(this.checked?.commit.id === commit.id ? this.checked : { commit, tree: commit.tree, merged: commit.id });
  }

  private async join(
    base: Checked,
    waiting: readonly Queued[],
    ctx: RunContext,
  ): Promise<Result<readonly Joined[], Halt>> {
    const reset = await this.deps.landing.reset(base.commit.id, ctx.signal);
    if (!reset.ok) return reset;
    // Before anything is joined: no task takes a check away by editing what tells of it.
    this.checks = await this.verify.find();
    const joined: Joined[] = [];
    for (const queued of waiting) {
      const before = joined.at(-1)?.after.commit ?? base.commit;
      const made = await integrate(this.deps, before, queued, ctx);
      if (!made.ok) {
        if (made.error.reason !== 'git') return made;
        const lost = await this.lose(queued, 'land_fail', haltSays(made.error), ctx);
        if (!lost.ok) return lost;
      } else if ('kind' in made.value) {
        const refused = await this.refuse(queued, made.value, before.id, ctx);
        if (!refused.ok) return refused;
      } else joined.push(made.value);
    }
    this.checks = together(this.checks, await this.verify.find());
    return ok(joined);
  }

  /** Those up to the first one that makes something red; that one is lost, and those behind it are tried anew. */
  private async green(
    base: Checked,
    joined: readonly Joined[],
    ctx: RunContext,
  ): Promise<Result<readonly Joined[], Halt>> {
    const last = joined.at(-1);
    if (last === undefined) return ok([]);
    const found = new Map<number, Introduced>();
    const isRed = async (at: number): Promise<Result<boolean, Halt>> => {
      const after = joined[at]?.after ?? last.after;
      const tasks = joined.slice(0, at + 1).map(({ queued }) => queued.planned.id);
      if (this.checks.length > 0) ctx.emit({ type: 'landing-begun', tasks });
      const red = await this.verify.introduced(this.checks, base, after, ctx);
      if (!red.ok) return red;
      found.set(at, red.value);
      ctx.emit({ type: 'integrated', tasks, red: red.value.names });
      return ok(red.value.names.length > 0);
    };
    const all = await isRed(joined.length - 1);
    if (!all.ok) return all;
    const { unclear = [] } = found.get(joined.length - 1) ?? {};
    if (unclear.length > 0) {
      const says = cannotTell(this.deps.landing.base, unclear);
      const all = joined.map(({ queued }) => queued);
      const lost = await this.loseAll(all, 'land_pending', says, ctx);
      return lost.ok ? ok([]) : lost;
    }
    if (!all.value) return ok(joined);
    const first = await firstRed(joined.length, isRed);
    if (!first.ok) return first;
    const blamed = joined[first.value];
    if (blamed !== undefined) {
      const { queued, after } = blamed;
      const why = { kind: 'red', ...(found.get(first.value) ?? { names: [], output: '', unclear: [] }) } as const;
      const onto = (joined[first.value - 1]?.after ?? base).commit.id;
      if (!this.comebacks.take({ queued, why, onto, mixed: after.merged }, ctx)) {
        const lost = await this.lose(queued, 'eval_gate_failed', `${red(why.names)}${this.retries()}`, ctx);
        if (!lost.ok) return lost;
      }
    }
    return ok(joined.slice(0, first.value));
  }

  private async land(from: CommitFacts, joined: readonly Joined[], ctx: RunContext): Promise<Result<Landed, Halt>> {
    const last = joined.at(-1);
    if (last === undefined) return ok({ kind: 'landed' });
    const to = last.after.commit;
    const keys = joined.map(({ queued }) => landingKey(queued.planned.id));
    for (const { queued, commits } of joined) {
      const value = { from: from.id, to: to.id, commits: [...commits] };
      const meant = await ctx.journal.append({ kind: 'step', key: landingKey(queued.planned.id), value });
      if (!meant.ok) return meant;
    }
    if (ctx.signal.aborted) return err(cancelled(ctx.signal));
    // From here on nothing is given up: what has landed must be marked.
    const moved =
      from.id === to.id ? ok<Landed>({ kind: 'landed' }) : await this.deps.landing.land(from.id, to.id, uncancelled);
    if (!moved.ok) return moved;
    if (moved.value.kind !== 'landed') {
      const forgotten = await ctx.journal.append({ kind: 'forgotten', keys });
      return forgotten.ok ? moved : forgotten;
    }
    const { left, unpushed } = moved.value.modules ?? { left: [], unpushed: [] };
    if (left.length + unpushed.length > 0)
      ctx.emit({ type: 'noticed', notice: { kind: 'submodules-landed', left, unpushed } });
    this.checked = last.after;
    for (const { queued, commits } of joined) {
      const { planned, done: how, emit } = queued;
      const marked = await this.mark(planned, { ...how, commits }, emit, ctx);
      if (!marked.ok) return marked;
    }
    return moved;
  }

  /** Ticks a task that has landed, and tells of it; its place is cleared behind it. */
  async mark(planned: PlannedTask, value: TaskDone, emit: Emit, ctx: RunContext): Promise<Result<void, Halt>> {
    const ticked = await tickHere(this.deps, planned, emit);
    if (!ticked.ok) return ticked;
    const ended = await ctx.journal.append({ kind: 'step', key: endedKey(planned.id), value });
    if (!ended.ok) return ended;
    this.board.set(planned.id, 'landed');
    const { base } = this.deps.landing;
    const { commits } = value;
    ctx.emit({ type: 'landed', task: planned.id, title: planned.task.title, base, commits });
    // What is left of it holds up nobody else's landing.
    this.closing.push(this.deps.workers.close(planned.task, 'landed'));
    return done;
  }

  /** How often it went back to its author, and what lets it go back again. */
  private retries(): string {
    const { conflictRetries: of } = this.deps.settings.parallel;
    return of === 0 ? '' : ` It went back to its author as often as it may (${of}); --conflict-retries allows more.`;
  }

  private async refuse(queued: Queued, why: Refused, onto: CommitId, ctx: RunContext): Promise<Result<void, Halt>> {
    if (why.kind === 'check')
      return this.lose(queued, 'blocked', haltSays({ reason: 'check', hit: why.hit, diff: null }), ctx);
    if (this.comebacks.take({ queued, why, onto, mixed: why.mixed }, ctx)) return done;
    const says = `It changes the same lines as what landed meanwhile: ${why.files.join(', ')}.${this.retries()}`;
    return this.lose(queued, 'conflict', says, ctx);
  }

  private async lose(
    { planned }: Queued,
    outcome: Outcome,
    says: string,
    ctx: RunContext,
  ): Promise<Result<void, Halt>> {
    lose(this.board, planned, outcome, says, ctx);
    const value = { outcome, reason: outcome, says, waives: null, seen: null };
    const noted = await ctx.journal.append({ kind: 'step', key: lostKey(planned.id), value });
    return noted.ok ? this.deps.workers.close(planned.task, 'lost') : noted;
  }

  private async loseAll(
    all: readonly Queued[],
    outcome: Outcome,
    says: string,
    ctx: RunContext,
  ): Promise<Result<void, Halt>> {
    for (const one of all) {
      const lost = await this.lose(one, outcome, says, ctx);
      if (!lost.ok) return lost;
    }
    return done;
  }
}

const moved = (base: string, times: number): string =>
  `${base} moved ${times} times while it was integrated; --merge-max-retries allows more.`;
const red = (names: readonly string[]): string =>
  `Together with what landed meanwhile it breaks ${names.slice(0, 5).map(spokenFailure).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}.`;
const cannotTell = (base: string, commands: readonly string[]): string =>
  `It is approved, but ${commands.map((one) => `\`${one}\``).join(', ')} fails on ${base} itself in the worktree of the integration and names no tests, so that nobody can tell what a landing breaks: give worktrees what they lack (worktree_setup, worktree_links), or set checks right, then go on.`;
