import type { Halt } from '../../src/domain/halt.js';
import { ok, type Result } from '../../src/domain/result.js';
import type { StopFile } from '../../src/ports/stop-file.js';

/** STOP.md in memory. */
export class MemoryStopFile implements StopFile {
  readonly name = '.millstone/STOP.md';
  text: string | null = null;

  async read(): Promise<Result<string | null, Halt>> {
    return ok(this.text);
  }

  async write(text: string): Promise<Result<void, Halt>> {
    this.text = text;
    return ok(undefined);
  }
}
