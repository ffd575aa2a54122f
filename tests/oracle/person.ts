import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Rig } from '../support/rig.js';
import type { Plot } from './plot.js';
import { BASE } from './repository.js';

const run = promisify(execFile);
/** Attempts at a commit while git is at work for somebody else. */
const TRIES = 40;
const APART_MS = 25;

/** What a person has committed to the base branch meanwhile. */
export interface Committed {
  readonly commit: string;
  readonly file: string;
}

/** Commits to the base branch while tasks are worked on, as a person does who does not care. */
export async function person(rig: Rig, plot: Plot, over: AbortSignal): Promise<readonly Committed[]> {
  const made: Committed[] = [];
  for (const [n, { pause: ms, does }] of plot.person.entries()) {
    await pause(ms, null, { signal: over }).catch(() => undefined);
    if (over.aborted) break;
    const file = does === 'own' ? `person/${n}.txt` : 'same/1.txt';
    const commit = await (plot.checkedOut ? inPlace(rig, file) : fromAfar(rig, file));
    if (commit !== null) made.push({ commit, file });
  }
  return made;
}

const git = async ({ repo: cwd, env }: Rig, more: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<string> =>
  (await run('git', args, { cwd, env: { ...env, ...more } })).stdout.trim();

/** Where the branch is checked out: a new file is written, added and committed. */
async function inPlace(rig: Rig, file: string): Promise<string | null> {
  const path = join(rig.repo, file);
  if (existsSync(path)) return null;
  await mkdir(dirname(path), { recursive: true });
  const written = await writeFile(path, 'person\n', { flag: 'wx' }).then(
    () => true,
    () => false,
  );
  if (!written) return null;
  return attempt(async () => {
    await git(rig, {}, 'add', file);
    await git(rig, {}, 'commit', '-qm', `person ${file}`, '--', file);
    return git(rig, {}, 'log', '-1', '--format=%H', `--grep=^person ${file}$`);
  });
}

/** Where it is not: a commit on top of it, put there if nobody was faster. */
async function fromAfar(rig: Rig, file: string): Promise<string | null> {
  const index = { GIT_INDEX_FILE: join(rig.root, 'person-index') };
  const note = join(rig.root, 'person-note');
  await writeFile(note, 'person\n');
  return attempt(async () => {
    const tip = await git(rig, {}, 'rev-parse', `refs/heads/${BASE}`);
    const there = await git(rig, {}, 'ls-tree', '--name-only', tip, file);
    if (there !== '') return null;
    const blob = await git(rig, {}, 'hash-object', '-w', note);
    await git(rig, index, 'read-tree', tip);
    await git(rig, index, 'update-index', '--add', '--cacheinfo', `100644,${blob},${file}`);
    const tree = await git(rig, index, 'write-tree');
    const commit = await git(rig, {}, 'commit-tree', tree, '-p', tip, '-m', `person ${file}`);
    await git(rig, {}, 'update-ref', `refs/heads/${BASE}`, commit, tip);
    return commit;
  });
}

async function attempt<T>(what: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await what();
    } catch (error) {
      if (tries === TRIES) throw error;
      await pause(APART_MS);
    }
  }
}
