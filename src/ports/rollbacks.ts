import type { Result } from '../domain/result.js';
import type { RollbackContext } from '../domain/rollback.js';

/** Remembers what was taken back last. Errors are the system's own words with the path. */
export interface Rollbacks {
  keep(context: RollbackContext): Promise<Result<void, string>>;
  /** Null when there is nothing, or what is there cannot be read. */
  last(): Promise<RollbackContext | null>;
  /** Forgets it, once it was told and what came of it succeeded. */
  clear(): Promise<void>;
}
