import type { TaskId } from '../../domain/ids.js';
import type { Board, Queued } from './board.js';

/**
 * Tasks that went back to their authors over the same files: one at a time. Two of them at once would each be mended without
 * the other, conflict again, and use up how often they may come back with nobody having done wrong (S12).
 */
export class Rivals {
  /** Over which files those went back that are not through yet. */
  private readonly over = new Map<TaskId, readonly string[]>();
  private behind: readonly { readonly queued: Queued; readonly rival: TaskId }[] = [];
  private off = false;

  constructor(private readonly board: Board) {}

  /** The one that it has to wait for, which waits from now on; null when there is none. */
  holds(queued: Queued, files: readonly string[]): TaskId | null {
    if (this.off) return null;
    for (const [rival, others] of this.over) {
      if (rival === queued.planned.id || this.isThrough(rival) || !files.some((file) => others.includes(file)))
        continue;
      this.behind = [...this.behind, { queued, rival }];
      return rival;
    }
    return null;
  }

  /** Notes that it went back. */
  sent(id: TaskId, files: readonly string[]): void {
    this.over.set(id, files);
  }

  /** Those whose rival has landed or is lost: they are to be integrated again. */
  freed(): readonly Queued[] {
    const free = this.behind.filter(({ rival }) => this.isThrough(rival));
    this.behind = this.behind.filter((one) => !free.includes(one));
    return free.map(({ queued }) => queued);
  }

  /** All that still wait, where nothing else can go on any more: nobody waits for another from now on. */
  unwound(): readonly Queued[] {
    if (this.behind.length > 0) this.off = true;
    const all = this.behind.map(({ queued }) => queued);
    this.behind = [];
    return all;
  }

  private isThrough(id: TaskId): boolean {
    const state = this.board.stateOf(id);
    return state === 'landed' || state === 'lost';
  }
}
