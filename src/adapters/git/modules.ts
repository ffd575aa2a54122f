import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { ModuleSighting, Sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { Restored } from '../../ports/repository.js';
import { gitHalt } from './git.js';
import { locate } from './locate.js';
import { type Housed, type RepositoryParts, repositoryParts } from './parts.js';
import { restoreTo } from './restore.js';

export type ModulesSeen = NonNullable<Sighting['modules']>;

/**
 * The submodules of a repository, nested ones too. Each is a repository of its own: what is uncommitted in it is part of
 * no tree of ours, and yet nobody may lose it, or change it unseen. A repository without submodules costs no git process.
 */
export interface Modules {
  /** Those that are checked out; undefined when there is none. */
  look(signal: AbortSignal): Promise<Result<ModulesSeen | undefined, Halt>>;
  /** Puts all of them back, each after what it holds now was parked in its own repository. Null when nothing differed. */
  restore(to: ModulesSeen | undefined, signal: AbortSignal): Promise<Result<Restored | null, Halt>>;
  /** Parks what is uncommitted in them, each in its own repository. */
  park(seen: ModulesSeen | undefined, name: string, were: string, signal: AbortSignal): Promise<Result<void, Halt>>;
  /** Parks commits that nothing in their repository leads to, before their worktrees go. */
  keepCommits(name: string, signal: AbortSignal): Promise<Result<void, Halt>>;
}

/** The environment of git inside a submodule: where objects are kept is said of the repository around it. */
export function insideEnv(env: Housed['env']): Housed['env'] {
  const { GIT_OBJECT_DIRECTORY: _, GIT_ALTERNATE_OBJECT_DIRECTORIES: __, ...inside } = env;
  return inside;
}

interface Module {
  readonly path: string;
  readonly parts: RepositoryParts;
}

const DOING = 'put the submodules back';
/** So many names of uncommitted files are kept of each. */
const NAMES = 20;

export function makeModules(deps: Housed, root: RepositoryParts): Modules {
  const opened = new Map<string, RepositoryParts>();
  const env = insideEnv(deps.env);

  const open = async (cwd: string, signal: AbortSignal): Promise<Result<RepositoryParts | null, Halt>> => {
    const known = opened.get(cwd);
    if (known !== undefined) return ok(known);
    const located = await locate({ run: deps.run, cwd, env }, signal);
    if (!located.ok) return located;
    // Without a repository of its own, git takes it for a folder of the one around it.
    if (located.value.top !== realpathSync(cwd)) return ok(null);
    const parts = repositoryParts({ ...deps, env, located: located.value });
    opened.set(cwd, parts);
    return ok(parts);
  };

  /** Outer ones before those inside them. */
  const found = async (
    around: RepositoryParts,
    prefix: string,
    signal: AbortSignal,
  ): Promise<Result<Module[], Halt>> => {
    const names = await linksOf(around, signal);
    if (!names.ok) return names;
    const modules: Module[] = [];
    for (const name of names.value) {
      const cwd = join(around.top, name);
      if (!existsSync(join(cwd, '.git'))) continue;
      const parts = await open(cwd, signal);
      if (!parts.ok) return parts;
      if (parts.value === null) continue;
      const path = prefix + name;
      const inner = await found(parts.value, `${path}/`, signal);
      if (!inner.ok) return inner;
      modules.push({ path, parts: parts.value }, ...inner.value);
    }
    return ok(modules);
  };

  return {
    async look(signal) {
      const modules = await found(root, '', signal);
      if (!modules.ok) return modules;
      if (modules.value.length === 0) return ok(undefined);
      const seen: Record<string, ModuleSighting> = {};
      for (const { path, parts } of modules.value) {
        const one = await lookAt(parts, signal);
        if (!one.ok) return one;
        seen[path] = one.value;
      }
      return ok(seen);
    },

    async restore(to = {}, signal) {
      const modules = await found(root, '', signal);
      if (!modules.ok) return modules;
      const there = new Set(modules.value.map(({ path }) => path));
      const gone = Object.keys(to).filter((path) => !there.has(path));
      if (gone.length > 0)
        return err(
          gitHalt(
            DOING,
            `${gone.join(', ')} is not checked out any more (git submodule update --init brings its commit back)`,
          ),
        );
      const files: string[] = [];
      const kept: string[] = [];
      // A submodule's commit is part of the tree around it, so the inner ones come first.
      for (const { path, parts } of modules.value.toReversed()) {
        const now = await lookAt(parts, signal);
        if (!now.ok) return now;
        const was = to[path];
        if (was === undefined && now.value.dirty.length > 0)
          return err(gitHalt(DOING, `the submodule ${path} was not checked out before, and has uncommitted files now`));
        if (was === undefined || sameModule(was, now.value)) continue;
        const restored = await restoreTo(parts, { head: was.head, branch: was.branch, tree: was.tree }, signal);
        if (!restored.ok) return restored;
        files.push(
          ...(restored.value.files.length === 0 ? [path] : restored.value.files.map((file) => `${path}/${file}`)),
        );
        kept.push(`${restored.value.parked} of the submodule ${path}`);
      }
      return ok(kept.length === 0 ? null : { files: files.toSorted(), parked: kept.join(', ') });
    },

    async park(seen = {}, name, were, signal) {
      const modules = await found(root, '', signal);
      if (!modules.ok) return modules;
      for (const { path, parts } of modules.value) {
        const one = seen[path];
        if (one === undefined || one.dirty.length === 0) continue;
        const parked = await parts.parking.files(one, name, were, signal);
        if (!parked.ok) return parked;
      }
      return done;
    },

    async keepCommits(name, signal) {
      const modules = await found(root, '', signal);
      if (!modules.ok) return modules;
      for (const { parts } of modules.value) {
        const kept = await keepTip(parts, name, signal);
        if (!kept.ok) return kept;
      }
      return done;
    },
  };
}

async function keepTip(
  { git, parking }: RepositoryParts,
  name: string,
  signal: AbortSignal,
): Promise<Result<unknown, Halt>> {
  const doing = 'keep the commits of a submodule';
  const tip = await git({ doing, args: ['rev-parse', '--verify', 'HEAD'] }, signal);
  if (!tip.ok) return tip;
  const head = tip.value.stdout.toString('latin1').trim() as CommitId;
  const held = await git({ doing, args: ['for-each-ref', '--count=1', '--contains', head] }, signal);
  return !held.ok || held.value.stdout.length > 0 ? held : parking.commit(head, name, signal);
}

/** The paths that are submodules for the user's index. */
async function linksOf(
  { git, userIndex }: RepositoryParts,
  signal: AbortSignal,
): Promise<Result<readonly string[], Halt>> {
  const saved = userIndex.save();
  if (!saved.ok) return saved;
  if (saved.value.facts !== null) return ok(saved.value.facts.modules.map((name) => name.toString('utf8')));
  // An index of a kind that only git reads.
  const listed = await git({ doing: 'list the submodules', args: ['ls-files', '--stage', '-z'] }, signal);
  if (!listed.ok) return listed;
  const entries = listed.value.stdout.toString('utf8').split('\0');
  return ok(
    entries.filter((entry) => entry.startsWith('160000 ')).map((entry) => entry.slice(entry.indexOf('\t') + 1)),
  );
}

async function lookAt({ git, looker }: RepositoryParts, signal: AbortSignal): Promise<Result<ModuleSighting, Halt>> {
  const seen = await looker.look(signal);
  if (!seen.ok) return seen;
  const { head, branch, tree } = seen.value;
  const committed = await looker.treeOf(head, signal);
  if (!committed.ok) return committed;
  if (committed.value === tree) return ok({ head, branch, tree, dirty: [] });
  const args = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', committed.value, tree];
  const listed = await git({ doing: 'look at a submodule', args }, signal);
  if (!listed.ok) return listed;
  const dirty = listed.value.stdout.toString('utf8').split('\0').slice(0, NAMES);
  return ok({ head, branch, tree, dirty: dirty.filter((name) => name !== '') });
}

const sameModule = (a: ModuleSighting, b: ModuleSighting): boolean =>
  a.head === b.head && a.branch === b.branch && a.tree === b.tree;
