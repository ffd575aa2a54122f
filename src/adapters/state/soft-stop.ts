import { readdirSync, unlinkSync } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { SoftStop } from '../../ports/soft-stop.js';
import { systemWords } from '../files/system-words.js';
import { isSoftStop } from './layout.js';

/** A wish as a file beside the run lock: there it is found from every working tree, and no agent cleans it away. */
export const softStop = (file: string): SoftStop => ({ asked: () => exists(file) });

/** How a wish was taken: as the first one, as one more, or too late, since the run has ended this instant. */
export type Wished = 'first' | 'again' | 'late';

/** Wishes that a process stop softly. The folder is that of the lock, which is there while a run is at work. */
export async function wishToStop(file: string, now: Date): Promise<Result<Wished, Halt>> {
  try {
    await writeFile(file, `${JSON.stringify({ asked: now.toISOString() })}\n`, { flag: 'wx', mode: 0o600 });
    return ok('first');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST') return ok('again');
    return code === 'ENOENT' ? ok('late') : err({ reason: 'state', file, why: systemWords(error) });
  }
}

/** Removes wishes whose processes are gone: whoever holds the lock is alone here. */
export function removeDeadWishes(own: string): void {
  for (const name of namesIn(dirname(own))) {
    if (isSoftStop(name) && name !== basename(own)) removeWish(join(dirname(own), name));
  }
}

/** Removes a wish, fulfilled or not. One that stays does no harm: no other process bears its mark. */
export function removeWish(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // Nobody wished.
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
