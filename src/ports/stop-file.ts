import type { Halt } from '../domain/halt.js';
import type { Result } from '../domain/result.js';

/** `.millstone/STOP.md`: a run does not start while it exists, and nothing deletes it (L22). */
export interface StopFile {
  /** Relative to the top level, for messages. */
  readonly name: string;
  read(): Promise<Result<string | null, Halt>>;
  write(text: string): Promise<Result<void, Halt>>;
}
