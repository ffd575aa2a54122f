import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isEndSign } from './layout.js';

/**
 * When everything that a killed process had started was gone, as its guard left it; null where the guard died as well, or
 * had nothing to end. What is younger than that was made by somebody else.
 */
export function endedAt(file: string): Date | null {
  try {
    const { mtime, size } = statSync(file);
    return size === 0 ? null : mtime;
  } catch {
    return null;
  }
}

/** Lays out the sign of this process, empty while it lives; its guard writes to it. */
export function layEndSign(file: string): void {
  try {
    writeFileSync(file, '', { mode: 0o600 });
  } catch {
    // Then nobody can tell afterwards when it ended.
  }
}

/** Removes the sign of this process, which ends in order. */
export function removeEndSign(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The next one removes it.
  }
}

/** Removes the signs of processes that are gone, all but `own`, in whose folder they lie: that of the run lock. */
export function removeEndSigns(own: string): void {
  const folder = dirname(own);
  try {
    for (const name of readdirSync(folder))
      if (isEndSign(name) && name !== basename(own)) rmSync(join(folder, name), { force: true });
  } catch {
    // Nothing is there.
  }
}
