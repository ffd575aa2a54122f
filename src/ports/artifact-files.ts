import type { Result } from '../domain/result.js';

/** The files of one kind of artifact. Errors are the system's own words with the path. */
export interface ArtifactFiles {
  /** The file, or the folder whose Markdown files they are; relative to the top level. */
  readonly path: string;
  /** Every text by its path relative to the top level. */
  read(): Promise<Result<ReadonlyMap<string, string>, string>>;
  /** Writes one of them; null removes it. */
  write(file: string, text: string | null): Promise<Result<void, string>>;
}
