import { readdirSync, rmdirSync, unlinkSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import { done, err, type Result } from '../../domain/result.js';
import { systemWords } from '../files/system-words.js';
import type { RunLayout } from './layout.js';

/** Makes the folders of a run. Prompts and replies hold code, so that only their owner may look into them. */
export async function makeRunFolders(run: RunLayout): Promise<Result<void, Halt>> {
  try {
    await mkdir(run.calls, { recursive: true, mode: 0o700 });
    return done;
  } catch (error) {
    return err({ reason: 'state', file: run.folder, why: systemWords(error) });
  }
}

/**
 * Removes what only served the run while it ran, and the folders around it if nothing else is in there. By hand, since
 * Node's recursive removal takes longer to load than these few files to go.
 */
export function removeRunTmp(run: RunLayout): void {
  try {
    remove(run.tmp);
    rmdirSync(dirname(run.tmp));
    rmdirSync(dirname(dirname(run.tmp)));
  } catch {
    // Nothing there, or somebody else's as well.
  }
}

/** Removes what runs left that died: whoever holds the lock is alone here. */
export function removeDeadTmp(run: RunLayout): void {
  try {
    remove(dirname(run.tmp));
  } catch {
    // Nothing there.
  }
}

function remove(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) remove(path);
    else unlinkSync(path);
  }
  rmdirSync(folder);
}
