import type { Halt } from '../../src/domain/halt.js';
import { err, ok, type Result } from '../../src/domain/result.js';
import type { Reports } from '../../src/ports/reports.js';

/** Reports by the names that say how many there are. */
export class MemoryReports implements Reports {
  readonly kept: { readonly title: string; readonly text: string }[] = [];
  /** Why nothing can be kept; null when it can. */
  fails: string | null = null;

  async keep(title: string, _at: Date, text: string): Promise<Result<string, Halt>> {
    if (this.fails !== null) return err({ reason: 'state', file: 'research', why: this.fails });
    this.kept.push({ title, text });
    return ok(`research/${this.kept.length}.md`);
  }
}
