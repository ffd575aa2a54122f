import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isEndSign } from './layout.js';

/**
 * When everything that a killed process had started was gone, as its guard left it; null where the guard died as well, or
 * had nothing to end. What is younger than that was made by somebody else.
 */
export function endedAt(file: string): Date | null {
  try {
    return statSync(file).mtime;
  } catch {
    return null;
  }
}

/** Removes the signs of processes that are long gone; the folder is that of the run lock. */
export function removeEndSigns(own: string): void {
  const folder = dirname(own);
  try {
    for (const name of readdirSync(folder))
      if (isEndSign(name) && name !== basename(own)) rmSync(join(folder, name), { force: true });
  } catch {
    // Nothing is there.
  }
}
