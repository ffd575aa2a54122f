import type { Halt } from '../domain/halt.js';
import type { JournalEntry } from '../domain/journal.js';
import type { Result } from '../domain/result.js';

/** The memory of a run that survives its process. */
export interface Journal {
  /** Whether an earlier process of this run has written into it. */
  readonly resumed: boolean;
  /** What a step recorded earlier in this run, and where, as `file:line`; undefined if it never finished. */
  find(key: string): { readonly value: unknown; readonly where: string } | undefined;
  /** The keys of finished steps, in the order in which they were finished. */
  keys(): readonly string[];
  /** Whether an intent of this key was written and its step never finished: somebody may have done part of it. */
  begun(key: string): boolean;
  /** What that intent says of how things were; null where none is open. */
  meant(key: string): Readonly<Record<string, string>> | null;
  /** Resolves when the line is on disk. A write that fails halts the run. */
  append(entry: JournalEntry): Promise<Result<void, Halt>>;
}
