import { copyFileSync, existsSync, mkdirSync, mkdtempSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import { systemWords } from '../files/system-words.js';
import { gitHalt } from './git.js';

/** Gives out file names in a folder of this process alone, so that a lock left by a killed git is never met again. */
export interface Scratch {
  /** A path at which there is nothing yet. */
  file(kind: string): string;
}

/** Files go below `folder`, which is made when the first name is asked for. */
export function makeScratch(folder: string): Scratch {
  let own: string | null = null;
  let count = 0;
  return {
    file(kind) {
      if (own === null) {
        mkdirSync(folder, { recursive: true });
        own = mkdtempSync(join(folder, 'git-'));
      }
      count++;
      return join(own, `${kind}-${count}`);
    },
  };
}

/**
 * Copies an index; where there is none, nothing is made. git takes a file changed in the instant its index
 * was written for suspect, and knows that instant by the index's own time: a copy with a later one would hide edits.
 */
export function copyIndex(from: string, to: string): void {
  if (!existsSync(from)) return;
  const { mtimeMs } = statSync(from);
  copyFileSync(from, to);
  const earlier = (Math.floor(mtimeMs) - 1) / 1000;
  utimesSync(to, earlier, earlier);
}

/** Turns what the file system throws into a halt. */
export function attempt<T>(doing: string, act: () => T): Result<T, Halt> {
  try {
    return ok(act());
  } catch (error) {
    const where = error instanceof Error && 'path' in error ? `${error.path}: ` : '';
    return err(gitHalt(doing, `${where}${systemWords(error)}`));
  }
}
