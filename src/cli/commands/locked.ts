import { randomInt } from 'node:crypto';
import { systemClock } from '../../adapters/clock.js';
import { type RepositoryParts, repositoryParts } from '../../adapters/git/parts.js';
import { endMarked } from '../../adapters/process/end-marked.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { lockFile, runLayout } from '../../adapters/state/layout.js';
import { removeEndSigns } from '../../adapters/state/run-end.js';
import { fileLock } from '../../adapters/state/run-lock.js';
import { removeDeadTmp, removeRunTmp } from '../../adapters/state/work-dir.js';
import type { Halt } from '../../domain/halt.js';
import { type RunId, runId } from '../../domain/ids.js';
import type { Result } from '../../domain/result.js';
import type { Request } from '../request.js';
import type { Question } from './answer.js';
import type { Place } from './place.js';

/** The built-in heartbeat of a lock: a damaged settings file must not stand in the way of getting work back. */
const HEARTBEAT_MS = 30_000;
const TTL_MS = 300_000;
/** What a killed run left running gets so long to end. */
const LEFT_MS = 1_000;

/** Works on a repository under the run lock, and lets it go. What is parked meanwhile bears a run id of its own. */
export async function locked<T>(
  { env }: Question<Request>,
  { located, layout }: Place,
  work: (parts: RepositoryParts) => Promise<Result<T, Halt>>,
): Promise<Result<T, Halt>> {
  const run: RunId = runId(systemClock.now(), randomInt(0x10000));
  const file = lockFile(located.commonDir);
  const lock = fileLock({ file, heartbeatMs: HEARTBEAT_MS, ttlMs: TTL_MS, now: () => systemClock.now() });
  const held = await lock.acquire({ run, does: 'other' });
  if (!held.ok) return held;
  const files = runLayout(layout, located.gitDir, run);
  try {
    const { takenOver } = held.value;
    if (takenOver?.mark !== undefined) await endMarked(takenOver.mark, LEFT_MS);
    removeEndSigns(file);
    removeDeadTmp(files);
    const spawn = makeSpawn({ guard: null, mark: null });
    return await work(repositoryParts({ located, run: spawn, env, tmpDir: files.tmp, runId: run }));
  } finally {
    removeRunTmp(files);
    await held.value.release();
  }
}
