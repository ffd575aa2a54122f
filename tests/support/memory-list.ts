import { ok } from '../../src/domain/result.js';
import type { TaskList } from '../../src/ports/task-list.js';
import type { MemoryRepository } from './memory-repository.js';
import { MemoryTasks } from './memory-tasks.js';

/** A list in memory, which git ignores unless it is `tracked`: then it is a file of the repository. */
export class MemoryList implements TaskList {
  readonly store: MemoryTasks;
  editedByHand = false;
  private copy: string | null = null;

  constructor(
    text: string | null,
    readonly file = '.millstone/tasklist.md',
    readonly tracked = false,
  ) {
    this.store = new MemoryTasks(text);
  }

  /** A list that is committed in this repository. */
  static tracked(repository: MemoryRepository, text: string, file = 'docs/tasks.md'): MemoryList {
    const list = new MemoryList(text, file, true);
    Object.defineProperty(list.store, 'now', {
      get: () => repository.files[file] ?? null,
      set: (next: string | null) => repository.edit({ [file]: next }),
    });
    list.store.now = text;
    repository.commitAll('the list');
    return list;
  }

  get text(): string | null {
    return this.store.now;
  }

  async restore(text: string) {
    this.store.now = text;
    return ok(undefined);
  }

  async keep(text: string) {
    this.copy = text;
    return ok(undefined);
  }

  kept = async () => this.copy;
}
