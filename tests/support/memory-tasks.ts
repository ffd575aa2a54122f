import type { TaskId } from '../../src/domain/ids.js';
import { err, ok, type Result } from '../../src/domain/result.js';
import { readTasklist } from '../../src/formats/tasklist.js';
import { tick, untick } from '../../src/formats/tasklist-edit.js';
import type { TaskStore, TickRefusal } from '../../src/ports/tasks.js';

/** A tasklist in memory. A test may write to `now` at any time, as an agent would; null is no list. */
export class MemoryTasks implements TaskStore {
  /** How often the whole list was written. */
  writes = 0;

  constructor(public now: string | null) {}

  async list() {
    return ok(this.now === null ? null : readTasklist(this.now).entries);
  }

  async text() {
    return ok(this.now);
  }

  tick = async (id: TaskId) => this.mark(id, tick);
  untick = async (id: TaskId) => this.mark(id, untick);

  async put(before: string, next: string): Promise<Result<boolean, string>> {
    if (this.now !== before) return ok(false);
    this.now = next;
    this.writes++;
    return ok(true);
  }

  async edit(change: (now: string) => string): Promise<Result<string | null, string>> {
    const { now } = this;
    if (now === null) return ok(null);
    const next = change(now);
    if (next !== now) await this.put(now, next);
    return ok(next);
  }

  private mark(id: TaskId, edit: typeof tick): Result<void, TickRefusal> {
    if (this.now === null) return err({ reason: 'missing' });
    const edited = edit(this.now, id);
    if (!edited.ok) return edited;
    this.now = edited.value;
    this.writes++;
    return ok(undefined);
  }
}
