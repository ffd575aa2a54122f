import type { Halt } from '../domain/halt.js';
import type { Result } from '../domain/result.js';

/** Where reports are kept for their readers. Nothing is ever written over. */
export interface Reports {
  /** Keeps a report under a name that begins with the time and a word of its title; returns its path in the repository. */
  keep(title: string, at: Date, text: string): Promise<Result<string, Halt>>;
}
