import type { Ending } from '../../src/ports/process.js';

/** One call of a real agent as it was heard: a fixture of the adapters' contract. */
export interface Recorded {
  readonly agent: string;
  readonly version: string;
  readonly ending: Ending;
  /** Lines; paths of the machine are replaced. */
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
}
