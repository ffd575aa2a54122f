import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import type { Known, LockFacts, RepositoryFacts } from '../../domain/checkup.js';
import { haltSays } from '../../domain/halt-rules.js';
import { err, ok } from '../../domain/result.js';
import type { Clock } from '../../ports/clock.js';
import type { Repository } from '../../ports/repository.js';
import { nodeFiles } from '../files/node-files.js';
import { systemWords } from '../files/system-words.js';
import type { Git } from '../git/git.js';
import type { Located } from '../git/locate.js';
import { type Layout, lockFile } from '../state/layout.js';
import { seeLock } from '../state/lock-seen.js';
import { laterState } from '../state/original-state.js';
import { unfinishedRun } from '../state/past-runs.js';

/** What is looked at. */
export interface Looked {
  readonly located: Located;
  readonly layout: Layout;
  readonly repository: Repository;
  readonly git: Git;
  readonly clock: Clock;
  /** After which silence a run on another host counts as dead; milliseconds. */
  readonly ttlMs: number;
  readonly signal: AbortSignal;
}

/** Looks at the repository and at what runs have left in it, all at once. Touches nothing. */
export async function repositoryFacts(looked: Looked): Promise<RepositoryFacts> {
  const { located, layout, repository, signal } = looked;
  const [start, lock, stopFile, unfinished, parked, freeBytes, writable, later] = await Promise.all([
    repository.start(signal),
    lockFacts(looked),
    nodeFiles.read(layout.stopFile),
    unfinishedRun(layout),
    parkedRuns(looked),
    freeIn(located.top),
    mayWrite(layout.root, located.top),
    laterState(layout.state, nodeFiles),
  ]);
  return {
    top: located.top,
    standing: start.ok ? ok(start.value) : err(haltSays(start.error)),
    lock: ok(lock),
    stopFile,
    unfinished:
      later !== null
        ? err(haltSays(later))
        : unfinished.ok
          ? ok(unfinishedFacts(unfinished.value))
          : err(haltSays(unfinished.error)),
    parked,
    freeBytes,
    writable,
  };
}

async function lockFacts({ located, clock, ttlMs }: Looked): Promise<LockFacts | null> {
  const file = lockFile(located.commonDir);
  const seen = await seeLock(file, ttlMs, () => clock.now());
  return seen === null ? null : { file, holder: seen.holder, lives: seen.lives };
}

type Past = Extract<Awaited<ReturnType<typeof unfinishedRun>>, { ok: true }>['value'];

function unfinishedFacts(past: Past): RepositoryFacts['unfinished'] extends Known<infer T> ? T : never {
  if (past === null) return null;
  const { life } = past.checkpoint;
  return { run: past.run, says: life.kind === 'halted' ? life.line.says : null };
}

const PARKED = 'refs/millstone/parked/';

async function parkedRuns({ git, signal }: Looked): Promise<Known<readonly string[]>> {
  const asked = await git(
    { doing: 'list what is parked', args: ['for-each-ref', '--format=%(refname)', PARKED] },
    signal,
  );
  if (!asked.ok) return err(haltSays(asked.error));
  const refs = asked.value.stdout.toString('utf8').split('\n');
  return ok([...new Set(refs.flatMap((ref) => ref.slice(PARKED.length).split('/')[0] || []))]);
}

async function freeIn(folder: string): Promise<Known<number>> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return ok(bavail * bsize);
  } catch (error) {
    return err(systemWords(error));
  }
}

/** The folder may still have to be made. */
async function mayWrite(root: string, top: string): Promise<boolean> {
  const allowed = (path: string): Promise<string> =>
    access(path, constants.W_OK | constants.X_OK).then(
      () => '',
      (error: NodeJS.ErrnoException) => error.code ?? 'no',
    );
  const own = await allowed(root);
  return own === 'ENOENT' ? (await allowed(top)) === '' : own === '';
}
