import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type Git, makeGit } from '../../adapters/git/git.js';
import { type Located, locate } from '../../adapters/git/locate.js';
import { makeModuleCheckouts } from '../../adapters/git/module-checkouts.js';
import { insideEnv } from '../../adapters/git/modules.js';
import { attempt } from '../../adapters/git/scratch.js';
import { makeWorktrees, type Worktrees } from '../../adapters/git/worktrees.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { setUp } from '../../adapters/worktree/set-up.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId, TaskId } from '../../domain/ids.js';
import type { WorktreePlace } from '../../domain/parallel-records.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { Settings } from '../../domain/settings.js';
import type { WatchedRun } from '../commands/frame.js';
import { preflight } from './base-branch.js';

/** Checkouts of a run of many, each with a branch of its own. */
export interface Checkouts {
  readonly worktrees: Worktrees;
  readonly git: Git;
  readonly gitAt: (top: string) => Git;
  /** The place of a name that is free: `task-<id>` with the branch `millstone/task/<id>`, or the next one. */
  placeFor(name: string, branch: string, signal: AbortSignal): Promise<Result<WorktreePlace, Halt>>;
  /**
   * Makes it at a commit, with what it needs beside the tracked files, and finds it; null where its branch is there already.
   * `task` is told to its set-up command; null for none.
   */
  make(
    place: WorktreePlace,
    at: CommitId,
    task: TaskId | null,
    signal: AbortSignal,
  ): Promise<Result<Located | null, Halt>>;
  /** Makes the submodules of one of them those of a commit. */
  fill(top: string, commit: CommitId, signal: AbortSignal): Promise<Result<void, Halt>>;
  /** Removes its files whatever they are, submodules too; the branch stays. */
  removeFiles(path: string, signal: AbortSignal): Promise<Result<void, Halt>>;
  /** What lets commits of agents in a worktree run hooks that it lacks. */
  readonly hooksEnv: Readonly<Record<string, string>>;
  find(path: string, signal: AbortSignal): Promise<Result<Located, Halt>>;
  /** Where something of that name lies. */
  pathOf(name: string): string;
}

/** Places that are tried for one name before it is given up. */
const TRIES = 50;

/** `hidden` is the folder of hooks that no tree shows; null when there is none, or it does. */
export function makeCheckouts(
  { watched, env, reporting }: Pick<WatchedRun, 'watched' | 'env' | 'reporting'>,
  main: Located,
  { parallel }: Settings,
  hidden: string | null = null,
): Checkouts {
  const { top } = main;
  const run = makeSpawn({ guard: null, mark: null });
  const gitAt = (cwd: string): Git => makeGit({ run, cwd, env });
  const git = gitAt(top);
  const worktrees = makeWorktrees(git);
  const inside = (cwd: string): Git => makeGit({ run, cwd, env: insideEnv(env) });
  const modules = makeModuleCheckouts({ gitAt: inside, main: top, alone: worktrees.alone });
  const told = new Set<string>();
  const fill: Checkouts['fill'] = async (at, commit, signal) => {
    const empty = await modules.fill(at, commit, signal);
    if (!empty.ok) return empty;
    const paths = empty.value.filter((path) => !told.has(path));
    for (const path of paths) told.add(path);
    if (paths.length > 0) reporting.emit({ type: 'noticed', notice: { kind: 'submodules-empty', paths } });
    return done;
  };
  const root = resolve(top, parallel.worktreeRoot);
  const inTree = main.hooksDir.startsWith(`${main.top}/`) && !main.hooksDir.startsWith(`${main.commonDir}/`);
  // A worktree lacks hooks that git ignores, and those in the checkout of the person are watched over.
  const hooksAt = (at: string): string =>
    inTree && hidden === null ? join(at, relative(main.top, main.hooksDir)) : main.hooksDir;
  const find: Checkouts['find'] = async (path, signal) => {
    const found = await locate({ run, cwd: path, env }, signal);
    return found.ok ? ok({ ...found.value, hooksDir: hooksAt(found.value.top) }) : found;
  };
  return {
    worktrees,
    git,
    gitAt,
    find,
    fill,
    hooksEnv: inTree && hidden !== null ? hooksEnv(env, main.hooksDir) : {},
    async removeFiles(path, signal) {
      const removed = await worktrees.removeFiles(path, signal);
      return removed.ok ? modules.prune(signal) : removed;
    },
    pathOf: (name) => join(root, name),
    async placeFor(name, branch, signal) {
      for (let n = 1; n <= TRIES; n++) {
        const more = n === 1 ? '' : `-${n}`;
        const place = { path: join(root, `${name}${more}`), branch: `${branch}${more}` };
        const owner = await worktrees.ownerOf(place.branch, signal);
        if (!owner.ok) return owner;
        if (owner.value === 'nobody' && !existsSync(place.path)) return ok(place);
      }
      const fix = 'remove what you do not need: `git worktree list` and `git branch --list "millstone/*"` show it';
      return err(preflight({ what: `no free place for ${name} below ${root} after ${TRIES} tries`, fix }));
    },
    async make(place, at, task, signal) {
      const added = await worktrees.add(place, at, signal);
      if (!added.ok) return added;
      if (!added.value) return ok(null);
      const filled = await fill(place.path, at, signal);
      if (!filled.ok) return filled;
      const { setup: command, links } = parallel;
      const ids = { MILLSTONE_RUN_ID: reporting.run, ...(task === null ? {} : { MILLSTONE_TASK_ID: task }) };
      const ready = await setUp(
        { run: watched, env: { ...env, ...ids }, main: top, command, links },
        place.path,
        signal,
      );
      if (!ready.ok) return ready;
      return attempt('find a worktree', () => ({ ...locatedAt(main, place.path, at), hooksDir: hooksAt(place.path) }));
    },
  };
}

/** Somebody makes branches of this name while the run does. */
export const inUse = (branch: string): Halt =>
  preflight({ what: `the branch ${branch} is there already`, fix: 'end what makes branches of that name' });

/** The folder of git's own that belongs to a worktree, as git writes it into it. */
export function gitDirOf(top: string): string {
  const text = readFileSync(join(top, '.git'), 'utf8');
  return resolve(top, text.replace(/^gitdir: /, '').trim());
}

/** Where a worktree is that was made just now, so that git need not be asked. */
function locatedAt(main: Located, top: string, head: CommitId): Located {
  return { ...main, top, gitDir: gitDirOf(top), at: main.at?.head === head ? main.at : null };
}

/** One more setting of git by its variables, behind those that are there. Source: git-config(1), GIT_CONFIG_COUNT. */
function hooksEnv(env: Readonly<Record<string, string>>, hooksDir: string): Readonly<Record<string, string>> {
  const n = Number(env.GIT_CONFIG_COUNT ?? 0) || 0;
  return {
    GIT_CONFIG_COUNT: String(n + 1),
    [`GIT_CONFIG_KEY_${n}`]: 'core.hooksPath',
    [`GIT_CONFIG_VALUE_${n}`]: hooksDir,
  };
}
