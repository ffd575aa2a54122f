import type { Emit } from '../../domain/event.js';
import type { LostTask } from '../../domain/halt.js';
import type { TaskId } from '../../domain/ids.js';
import type { TaskDone } from '../../domain/task-done.js';
import type { PlannedTask } from '../../policy/parallel-plan.js';
import type { TaskState } from '../../policy/schedule.js';
import type { Brought } from '../../ports/landing.js';

/** A finished task that waits to land. */
export interface Queued {
  readonly planned: PlannedTask;
  readonly brought: Brought;
  readonly done: TaskDone;
  /** Where it is told what becomes of it. */
  readonly emit: Emit;
}

/** Where every task of a run of many stands. */
export class Board {
  private readonly states = new Map<TaskId, TaskState>();
  private readonly lost: LostTask[] = [];
  /** Finished tasks in the order in which they were finished. */
  private waiting: readonly Queued[] = [];

  /** Those that have landed in this process, in that order. */
  readonly landedInTurn: TaskId[] = [];
  private readonly times = new Map<TaskId, { readonly from: number; until?: number }>();

  /** `changed` is told of every change; `now` is milliseconds. */
  constructor(
    readonly tasks: readonly PlannedTask[],
    private readonly changed: (board: Board) => void = () => undefined,
    private readonly now: () => number = () => 0,
  ) {}

  readonly stateOf = (id: TaskId): TaskState => this.states.get(id) ?? 'pending';

  set(id: TaskId, state: Exclude<TaskState, 'lost' | 'queued'>): void {
    this.states.set(id, state);
    if (state === 'running' && !this.times.has(id)) this.times.set(id, { from: this.now() });
    if (state === 'landed') {
      this.landedInTurn.push(id);
      this.over(id);
    }
    this.changed(this);
  }

  /** Milliseconds from its first beginning in this process to its end, or until now; null when it did not begin in it. */
  took(id: TaskId): number | null {
    const time = this.times.get(id);
    return time === undefined ? null : (time.until ?? this.now()) - time.from;
  }

  private over(id: TaskId): void {
    const time = this.times.get(id);
    if (time !== undefined) time.until = this.now();
  }

  lose(lost: LostTask): void {
    this.states.set(lost.id, 'lost');
    this.lost.push(lost);
    this.over(lost.id);
    this.changed(this);
  }

  /** Returns how many wait before it. */
  queue(one: Queued): number {
    this.states.set(one.planned.id, 'queued');
    this.waiting = [...this.waiting, one];
    this.changed(this);
    return this.waiting.length - 1;
  }

  /** Takes all that wait out of the queue; they count as queued until something else is said of them. */
  takeQueue(): readonly Queued[] {
    const all = this.waiting;
    this.waiting = [];
    return all;
  }

  get queueLength(): number {
    return this.waiting.length;
  }

  get lostTasks(): readonly LostTask[] {
    return this.lost;
  }

  get landed(): number {
    return this.tasks.filter(({ id }) => this.stateOf(id) === 'landed').length;
  }
}
