import type { Design, DesignNotes, DesignStatus } from '../domain/design.js';
import type { DesignId } from '../domain/ids.js';
import type { Result } from '../domain/result.js';
import type { ArtifactFiles } from './artifact-files.js';

/** A design with the document it stands in. */
export interface StoredDesign extends Design {
  /** The whole document, header included. */
  readonly text: string;
  /** Its path, relative to the top level. */
  readonly file: string;
}

/** Where designs live. Errors are words for a person. */
export interface DesignStore {
  readonly files: ArtifactFiles;
  /** Where the document of an id is, or would be; relative to the top level. */
  fileOf(id: DesignId): string;
  /** All of them by the names of their documents; none where nothing is kept yet. */
  list(): Promise<Result<readonly StoredDesign[], string>>;
  /** Null for an unknown id, and for one that can be none. */
  get(id: string): Promise<Result<StoredDesign | null, string>>;
  /** Writes a whole document; one that is there is replaced. */
  write(id: DesignId, text: string): Promise<Result<void, string>>;
  /** With what its header is to say of how it came to that. */
  setStatus(id: DesignId, status: DesignStatus, notes?: DesignNotes): Promise<Result<void, string>>;
}
