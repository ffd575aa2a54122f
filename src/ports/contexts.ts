import type { Result } from '../domain/result.js';

/** What an author gets along with its task, and what tasks leave for those after them. */
export interface Contexts {
  /** The text of a file of the repository; null when there is none, or when it lies outside. */
  file(path: string): Promise<string | null>;
  /** What earlier tasks of a group have left; null before the first. */
  group(name: string): Promise<string | null>;
  /** Adds an entry to what tasks of the group get. An error is the system's own words. */
  add(group: string, entry: string): Promise<Result<void, string>>;
}
