import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../adapters/clock.js';
import { type RepositoryParts, repositoryParts } from '../../adapters/git/parts.js';
import { makeRepository } from '../../adapters/git/repository.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { runId } from '../../domain/ids.js';
import type { Repository } from '../../ports/repository.js';
import type { Request } from '../request.js';
import type { Question } from './answer.js';
import type { Place } from './place.js';

/** A repository to look at. What looking needs is written beside it, so that nothing in it is touched, not even `.git`. */
export interface Looked {
  readonly repository: Repository;
  readonly parts: RepositoryParts;
}

/** Looks at a repository without a lock: a run may be at work in it. */
export async function lookOnly<T>(
  { env }: Pick<Question<Request>, 'env'>,
  { located }: Pick<Place, 'located'>,
  artifacts: readonly string[],
  look: (looked: Looked) => Promise<T>,
): Promise<T> {
  const tmpDir = await mkdtemp(join(tmpdir(), 'millstone-look-'));
  try {
    const run = makeSpawn({ guard: null, mark: null });
    const objects = join(tmpDir, 'objects');
    await mkdir(objects);
    // What git writes to compare trees stays out of the repository as well.
    const apart = {
      GIT_OBJECT_DIRECTORY: objects,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: join(located.commonDir, 'objects'),
    };
    const housed = { located, run, env: { ...env, ...apart }, tmpDir, runId: runId(systemClock.now(), 0) };
    const repository = makeRepository({
      ...housed,
      runHooks: run,
      hookTimeoutMs: 0,
      artifacts,
      patchLimit: 200_000,
      patchFile: () => join(tmpDir, 'patch'),
    });
    return await look({ repository, parts: repositoryParts(housed) });
  } finally {
    await rm(tmpDir, { recursive: true, force: true });
  }
}
