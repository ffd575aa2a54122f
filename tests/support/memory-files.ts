import { err, ok, type Result } from '../../src/domain/result.js';
import type { Files } from '../../src/ports/files.js';

/** Files in memory, by absolute path. A path in `broken` gives that error instead of a text. */
export class MemoryFiles implements Files {
  readonly texts: Map<string, string>;

  constructor(
    texts: Readonly<Record<string, string>> = {},
    private readonly broken: Readonly<Record<string, string>> = {},
  ) {
    this.texts = new Map(Object.entries(texts));
  }

  async read(path: string): Promise<Result<string | null, string>> {
    return this.unless(path, () => this.texts.get(path) ?? null);
  }

  async readLines(path: string): Promise<Result<readonly string[] | null, string>> {
    return this.unless(path, () => this.texts.get(path)?.split('\n') ?? null);
  }

  async write(path: string, text: string): Promise<Result<void, string>> {
    return this.unless(path, () => void this.texts.set(path, text));
  }

  async append(path: string, text: string): Promise<Result<void, string>> {
    return this.unless(path, () => void this.texts.set(path, (this.texts.get(path) ?? '') + text));
  }

  async remove(path: string): Promise<Result<void, string>> {
    return this.unless(path, () => void this.texts.delete(path));
  }

  async list(path: string): Promise<Result<readonly string[] | null, string>> {
    const inside = [...this.texts.keys()].filter((file) => file.startsWith(`${path}/`));
    const names = new Set(inside.map((file) => file.slice(path.length + 1).split('/')[0] ?? ''));
    return this.unless(path, () => (names.size === 0 ? null : [...names].sort()));
  }

  private unless<T>(path: string, work: () => T): Result<T, string> {
    const why = this.broken[path];
    return why === undefined ? ok(work()) : err(`${path}: ${why}`);
  }
}
