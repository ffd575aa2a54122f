import type { Halt } from '../../src/domain/halt.js';
import type { TaskId } from '../../src/domain/ids.js';
import type { Result } from '../../src/domain/result.js';
import type { RunDone } from '../../src/domain/run-done.js';
import type { WorklistDeps } from '../../src/loops/worklist/deps.js';
import { runWorklist } from '../../src/loops/worklist/run-worklist.js';
import { MemoryList } from './memory-list.js';
import { MemoryRepository } from './memory-repository.js';
import { approved, type Turn } from './scripted-agents.js';
import { type StageOptions, TaskStage } from './task-stage.js';

export interface ListOptions extends StageOptions {
  /** Made for the stage's repository; by default git ignores the list. */
  readonly list?: (repository: MemoryRepository) => MemoryList;
  /** The task that an earlier process had begun: what a person consented to is about that one. */
  readonly inHand?: TaskId | null;
}

/** The tasks of a list in a world of memory. */
export class WorklistStage extends TaskStage {
  readonly list: MemoryList;
  private readonly inHand: TaskId | null;
  /** Set by somebody who asks the run to stop. */
  stopAsked = false;

  constructor(text: string, turns: readonly Turn[], options: ListOptions = {}) {
    const repository = options.repository ?? new MemoryRepository();
    super(turns, { ...options, repository });
    this.list = options.list?.(repository) ?? new MemoryList(text);
    this.inHand = options.inHand ?? null;
  }

  protected override consentsTo(task: TaskId): boolean {
    return task === this.inHand;
  }

  work(): Promise<Result<RunDone, Halt>> {
    return this.play(() => runWorklist(this.deps(), this.ctx));
  }

  protected override deps(): WorklistDeps {
    const softStop = { asked: async () => this.stopAsked };
    return { ...super.deps(), softStop, list: this.list, readTasklist: async () => this.list.text };
  }

  /** Lets the author of a turn write to the list. */
  editing(turn: Turn, edit: (text: string) => string | null): void {
    const { does } = turn;
    Object.assign(turn, {
      does: (repository: MemoryRepository) => {
        does?.(repository);
        this.list.store.now = edit(this.list.text ?? '');
      },
    });
  }

  /** Titles of the tasks that were begun, with their places. */
  begun(): readonly string[] {
    return this.ctx.of('task-started').map(({ task, nth, of }) => `${nth}/${of} ${task.title}`);
  }
}

/** The turns of a task that goes through at once: one file of this name, and a commit of this subject. */
export const smooth = (name: string): readonly Turn[] => [
  { on: 'build', says: 'done', edits: { [`${name}.ts`]: `${name}\n` } },
  { on: 'review', says: approved() },
  { on: 'commit', commits: `Add ${name}` },
];
