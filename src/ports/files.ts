import type { Result } from '../domain/result.js';

/** Text files by absolute path. Errors are the system's own words with the path. */
export interface Files {
  /** Null when there is no such file. Invalid UTF-8 is an error, not a guess. */
  read(path: string): Promise<Result<string | null, string>>;
  /** The texts between newlines, of a file that grew line by line; null for a line that is no UTF-8. Null when there is none. */
  readLines(path: string): Promise<Result<readonly (string | null)[] | null, string>>;
  /** Whole and atomically: a reader sees the old text or the new one. Missing folders are made. */
  write(path: string, text: string): Promise<Result<void, string>>;
  append(path: string, text: string): Promise<Result<void, string>>;
  /** A file that is not there is none to remove. */
  remove(path: string): Promise<Result<void, string>>;
  /** Names in a folder, sorted; null when there is no such folder. */
  list(path: string): Promise<Result<readonly string[] | null, string>>;
}
