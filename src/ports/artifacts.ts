import type { Result } from '../domain/result.js';
import type { ArtifactFiles } from './artifact-files.js';
import type { DesignStore } from './designs.js';
import type { OpportunityStore } from './opportunities.js';

/** Everything that the outer loop writes and a person may edit. */
export interface Artifacts {
  readonly opportunities: OpportunityStore;
  readonly designs: DesignStore;
  readonly tasklist: ArtifactFiles;
  /** Null where no roadmap is configured. */
  readonly roadmap: ArtifactFiles | null;
  /** The folder of `setAside`, relative to the top level. */
  readonly aside: string;
  /** Keeps a text that is about to be put back to what it was; `file` is relative to the top level. */
  setAside(file: string, text: string): Promise<Result<void, string>>;
  /** A text of the repository by its path, as a person names it; null when it is not there. */
  textOf(path: string): Promise<Result<string | null, string>>;
}
