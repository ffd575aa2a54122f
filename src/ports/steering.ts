import type { Halt } from '../domain/halt.js';
import type { Result } from '../domain/result.js';

/**
 * The files that steer or judge a run and that the tree digest cannot see (L24): millstone's own settings, the
 * repository's git configuration and its hooks. Agents may not change them.
 */
export interface Steering {
  /**
   * Remembers how they are. Before a call that only `reads`, a tasklist that git does not see is one of them: what a
   * reader wrote into it would be done as a task.
   */
  remember(reads?: boolean): Promise<Result<void, Halt>>;
  /** Puts back what differs from the remembered state and names it; empty when nothing did. */
  restore(): Promise<Result<readonly string[], Halt>>;
}
