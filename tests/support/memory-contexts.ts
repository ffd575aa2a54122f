import { err, ok, type Result } from '../../src/domain/result.js';
import type { Contexts } from '../../src/ports/contexts.js';

/** Context in memory. Every file has the one text there is, if there is one. */
export class MemoryContexts implements Contexts {
  readonly groups = new Map<string, string>();
  /** Set, nothing can be written. */
  broken = false;

  constructor(private readonly text: string | null) {}

  file = async () => this.text;
  group = async (name: string) => this.groups.get(name) ?? null;

  async add(group: string, entry: string): Promise<Result<void, string>> {
    if (this.broken) return err('the disk is full');
    const before = this.groups.get(group);
    this.groups.set(group, before === undefined ? entry : `${before}\n\n${entry}`);
    return ok(undefined);
  }
}
