import type { Halt } from '../domain/halt.js';
import type { Result } from '../domain/result.js';
import type { FileCoverage, HardSignals, Todo } from '../domain/signals.js';

/** What can be found in the files without an agent. */
export interface Signals {
  /** Notes in tracked files that something is left to do. */
  todos(signal: AbortSignal): Promise<Result<readonly Todo[], Halt>>;
  /** By the report that tests have left; empty when there is none. */
  coverage(): Promise<readonly FileCoverage[]>;
  /** Keeps what was found under a name. Errors are the system's own words with the path. Returns the file. */
  keep(name: string, signals: HardSignals): Promise<Result<string, string>>;
}
