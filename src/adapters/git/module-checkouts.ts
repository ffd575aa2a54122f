import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { Git } from './git.js';
import { OWN_TREE, type Worktrees } from './worktrees.js';

const DOING = 'fill the submodules of a worktree';
/** How a listing of a tree begins that is a submodule. Source: gitmodules(5), git's index format. */
const GITLINK = /^160000 commit ([0-9a-f]+)\t(.+)$/s;

/** The submodules of millstone's own worktrees, nested ones too. A repository without any costs no git process. */
export interface ModuleCheckouts {
  /**
   * Makes them hold what a commit says, and nothing else that git does not ignore. Returns the paths of those that stay
   * empty, as they are in the checkout of the person. A commit that is not at hand there is a halt: nothing is fetched.
   */
  fill(top: string, commit: string, signal: AbortSignal): Promise<Result<readonly string[], Halt>>;
  /** Lets go of those of worktrees that are gone. */
  prune(signal: AbortSignal): Promise<Result<void, Halt>>;
}

export interface ModuleCheckoutsDeps {
  readonly gitAt: (top: string) => Git;
  /** The checkout of the person. */
  readonly main: string;
  readonly alone: Worktrees['alone'];
}

/**
 * Each is a worktree of the submodule's repository in the checkout of the person. So nothing is asked of a network, no
 * configuration is written, and what is committed inside lies where the person has it when the worktree is gone.
 */
export function makeModuleCheckouts({ gitAt, main, alone }: ModuleCheckoutsDeps): ModuleCheckouts {
  const run = async (top: string, args: readonly string[], signal: AbortSignal): Promise<Result<string, Halt>> => {
    const ran = await gitAt(top)({ doing: DOING, args: [...OWN_TREE, ...args] }, signal);
    return ran.ok ? ok(ran.value.stdout.toString('utf8')) : ran;
  };
  const put = async (to: string, id: string, signal: AbortSignal): Promise<Result<void, Halt>> => {
    const there = await run(to, ['checkout', '--quiet', '--detach', '--force', id], signal);
    if (!there.ok) return there;
    const cleaned = await run(to, ['clean', '--quiet', '-ffd'], signal);
    return cleaned.ok ? done : cleaned;
  };
  const add = async (from: string, to: string, id: string, signal: AbortSignal): Promise<Result<void, Halt>> => {
    const has = { doing: DOING, args: ['cat-file', '-e', `${id}^{commit}`], answers: [1, 128] };
    const asked = await gitAt(from)(has, signal);
    if (!asked.ok) return asked;
    if (asked.value.code !== 0) {
      const what = `the submodule ${from} does not have the commit ${id.slice(0, 12)}, which tasks would build on`;
      return err({ reason: 'preflight', problems: [{ what, fix: 'git submodule update --init --recursive' }] });
    }
    // By force, since one may be known there that is gone.
    const args = ['worktree', 'add', '--quiet', '--force', '--force', '--detach', to, id];
    const added = await alone(() => run(from, args, signal));
    return added.ok ? done : added;
  };
  const fillBelow = async (
    { from, to, prefix }: { readonly from: string; readonly to: string; readonly prefix: string },
    commit: string,
    signal: AbortSignal,
  ): Promise<Result<readonly string[], Halt>> => {
    if (!existsSync(join(to, '.gitmodules'))) return ok([]);
    const listed = await linksOf(to, commit, run, signal);
    if (!listed.ok) return listed;
    const empty: string[] = [];
    for (const { path, id } of listed.value) {
      const [there, here] = [join(from, path), join(to, path)];
      const [known, filled] = [isModule(there), isModule(here)];
      if (!known && !filled) {
        empty.push(prefix + path);
        continue;
      }
      const made = filled ? await put(here, id, signal) : await add(there, here, id, signal);
      if (!made.ok) return made;
      const inner = await fillBelow({ from: there, to: here, prefix: `${prefix}${path}/` }, id, signal);
      if (!inner.ok) return inner;
      empty.push(...inner.value);
    }
    return ok(empty);
  };
  const pruneBelow = async (top: string, signal: AbortSignal): Promise<Result<void, Halt>> => {
    if (!existsSync(join(top, '.gitmodules'))) return done;
    const listed = await linksOf(top, 'HEAD', run, signal);
    if (!listed.ok) return listed;
    for (const path of listed.value.map((link) => join(top, link.path)).filter(isModule)) {
      const pruned = await alone(() => run(path, ['worktree', 'prune'], signal));
      if (!pruned.ok) return pruned;
      const inner = await pruneBelow(path, signal);
      if (!inner.ok) return inner;
    }
    return done;
  };
  return {
    fill: (top, commit, signal) => fillBelow({ from: main, to: top, prefix: '' }, commit, signal),
    prune: (signal) => pruneBelow(main, signal),
  };
}

const isModule = (path: string): boolean => existsSync(join(path, '.git'));

interface Link {
  readonly path: string;
  readonly id: CommitId;
}

async function linksOf(
  top: string,
  commit: string,
  run: (top: string, args: readonly string[], signal: AbortSignal) => Promise<Result<string, Halt>>,
  signal: AbortSignal,
): Promise<Result<readonly Link[], Halt>> {
  const listed = await run(top, ['ls-tree', '-r', '-z', '--full-tree', commit], signal);
  if (!listed.ok) return listed;
  return ok(
    listed.value.split('\0').flatMap((line) => {
      const [, id, path] = GITLINK.exec(line) ?? [];
      return id === undefined || path === undefined ? [] : [{ path, id: id as CommitId }];
    }),
  );
}
