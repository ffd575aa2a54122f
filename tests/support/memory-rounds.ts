import type { TaskId } from '../../src/domain/ids.js';
import { done, ok } from '../../src/domain/result.js';
import type { Task } from '../../src/domain/task.js';
import { finishedKey, taskPrefix } from '../../src/domain/task-keys.js';
import type { RunContext } from '../../src/loops/context.js';
import type { Fate, ParallelDeps, Worker, Workers } from '../../src/loops/parallel/deps.js';
import { runParallel } from '../../src/loops/parallel/run-parallel.js';
import type { Round } from '../../src/loops/parallel/select.js';
import type { TaskDeps } from '../../src/loops/task/deps.js';
import type { WorklistDeps } from '../../src/loops/worklist/deps.js';
import type { MemoryJournal } from './memory-context.js';
import { MemoryLanding } from './memory-landing.js';
import { MemoryRepository } from './memory-repository.js';
import type { Turn } from './scripted-agents.js';
import { TaskStage } from './task-stage.js';
import { smooth } from './worklist-stage.js';

/** One task in a place of its own. */
class Place extends TaskStage {
  parts(): TaskDeps {
    return this.deps();
  }
}

/** Rounds of tasks at once in a world of memory; it outlives the processes of a run. */
export class MemoryRounds {
  readonly landing = new MemoryLanding();
  /** Ids of tasks in the order in which their places were made. */
  readonly opened: TaskId[] = [];
  /** Called before each round. */
  before: () => void = () => undefined;
  readonly closed: (readonly [TaskId, Fate])[] = [];
  private readonly places = new Map<TaskId, MemoryRepository>();

  /** What agents do for a task; by default everything goes well. Taken once. */
  constructor(readonly turns: Record<string, readonly Turn[]> = {}) {}

  run(deps: WorklistDeps, round: Round, ctx: RunContext) {
    this.before();
    const repository = Object.assign(Object.create(deps.repository), { change: async () => ok({ files: [] }) });
    const parallel: ParallelDeps = {
      ...deps,
      repository,
      landing: this.landing,
      integrated: null,
      paths: { exists: () => true, isFolder: () => false },
      show: () => undefined,
      baseRef: null,
      takesMore: false,
      workers: this.workers(ctx),
    };
    return runParallel(parallel, ctx, round);
  }

  private workers({ emit, journal }: RunContext): Workers {
    return {
      emitOf: () => emit,
      placeOf: () => null,
      open: async (task) => ok(await this.open(task, journal as MemoryJournal, emit)),
      tip: async ({ id }) => ok(this.places.get(id)?.head ?? null),
      giveBack: async () => done,
      close: async ({ id }, fate) => {
        this.closed.push([id, fate]);
        return done;
      },
    };
  }

  /** A task that was begun in an earlier process and not finished begins anew. */
  private async open({ id }: Task, journal: MemoryJournal, emit: Worker['emit']): Promise<Worker> {
    const keys = journal.entries.flatMap((entry) => ('key' in entry ? [entry.key] : []));
    const own = keys.filter((key) => key.startsWith(taskPrefix(id)) && key !== finishedKey(id));
    if (own.length > 0) await journal.append({ kind: 'forgotten', keys: own });
    const repository = new MemoryRepository();
    this.places.set(id, repository);
    this.opened.push(id);
    const turns = this.turns[id] ?? smooth(id);
    delete this.turns[id];
    const deps = new Place(turns, { repository }).parts();
    return { place: { path: id, branch: id }, deps, emit, put: async () => done };
  }
}
