import type { Usage } from '../domain/agent.js';
import { type AtWork, atWork } from '../domain/at-work.js';
import type { Budget } from '../domain/budget.js';
import type { Spent } from '../domain/event.js';
import type { HaltOf } from '../domain/halt.js';
import type { JournalLine } from '../domain/journal.js';
import { err, ok, type Result } from '../domain/result.js';
import { NOTHING_SPENT, spend, spentBefore } from '../domain/spent.js';
import { taskPrefixOf } from '../domain/task-keys.js';
import { capOf, capped, overtime, reached, timeOf, type Used } from '../policy/budget.js';

const MINUTE_MS = 60_000;

/** What a call may use: US dollars and milliseconds, null for no limit. */
interface Allowed {
  readonly capUsd: number | null;
  readonly maxMs: number | null;
}

/** Watches what a run uses, its earlier processes included, and stops it before a call that it may not make. */
export class Brakes {
  private run: Spent;
  private readonly tasks = new Map<string, Spent>();
  private readonly work: AtWork;

  constructor(
    private readonly budget: Budget,
    private readonly lines: readonly JournalLine[],
  ) {
    this.run = spentBefore(lines);
    this.work = atWork(lines);
  }

  /** What the call of this key may use; or the halt that stands in its way. */
  before(key: string, now: Date): Result<Allowed, HaltOf<'budget'>> {
    const used = this.used(key, now);
    const halt = reached(this.budget, used);
    return halt === null ? ok({ capUsd: capOf(this.budget, used), maxMs: timeOf(this.budget, used) }) : err(halt);
  }

  /** The call of this key has used that. */
  add(key: string, usage: Usage | null): void {
    const task = taskPrefixOf(key);
    this.run = spend(this.run, usage, null);
    if (task !== null) this.tasks.set(task, spend(this.ofTask(task), usage, null));
  }

  /** The halt of a call that its tool ended at the cap. */
  capped(key: string, now: Date): HaltOf<'budget'> {
    return capped(this.budget, this.used(key, now));
  }

  /** The halt of a call that was ended when the time of the run was over. */
  overtime(key: string, now: Date): HaltOf<'budget'> {
    return overtime(this.budget, this.used(key, now));
  }

  private used(key: string, now: Date): Used {
    const task = taskPrefixOf(key);
    const since = this.work.since === null ? 0 : Math.max(0, now.getTime() - this.work.since);
    const minutes = (this.work.beforeMs + since) / MINUTE_MS;
    return { run: this.run, task: task === null ? NOTHING_SPENT : this.ofTask(task), minutes };
  }

  private ofTask(task: string): Spent {
    return this.tasks.get(task) ?? spentBefore(this.lines, task);
  }
}
