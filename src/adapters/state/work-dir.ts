import { mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
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

/** Removes what only served the run while it ran, and the folders around it if nothing else is in there. */
export async function removeRunTmp(run: RunLayout): Promise<void> {
  await rm(run.tmp, { recursive: true, force: true }).catch(() => undefined);
  await rmdir(dirname(run.tmp)).catch(() => undefined);
  await rmdir(dirname(dirname(run.tmp))).catch(() => undefined);
}
