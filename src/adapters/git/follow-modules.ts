import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readRaw } from '../../formats/patch.js';
import type { ModulesFollowed } from '../../ports/landing.js';
import type { Git } from './git.js';
import { OWN_TREE } from './worktrees.js';

const DOING = 'let the submodules follow';
const GITLINK = '160000';

/**
 * Lets the submodules of a person's checkout follow a branch that was moved there, nested ones too, as `git submodule
 * update` does: otherwise they would look like changes that take the new commits back. One that is elsewhere than the
 * branch was, or holds changes, is the person's, and left. The branch has moved by then, so nothing of it is a failure.
 */
export async function followModules(
  gitAt: (top: string) => Git,
  { top, from, to }: { readonly top: string; readonly from: string; readonly to: string },
  signal: AbortSignal,
): Promise<ModulesFollowed> {
  if (!existsSync(join(top, '.gitmodules'))) return NOTHING;
  const args = ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', from, to];
  const listed = await gitAt(top)({ doing: DOING, args }, signal);
  const files = listed.ok ? (readRaw(listed.value.stdout) ?? []) : [];
  let all = NOTHING;
  for (const { modes, ids, rawPath } of files) {
    if (modes.some((mode) => mode !== GITLINK)) continue;
    const path = Buffer.from(rawPath).toString('utf8');
    const at = join(top, path);
    if (!existsSync(join(at, '.git'))) continue;
    const [before, after] = ids;
    const moved = await follow(gitAt(at), before, after, signal);
    const inner = moved ? await followModules(gitAt, { top: at, from: before, to: after }, signal) : NOTHING;
    const below = (name: string): string => `${path}/${name}`;
    const unpushed = (await isPushed(gitAt(at), after, signal)) ? [] : [path];
    all = {
      left: [...all.left, ...(moved ? [] : [path]), ...inner.left.map(below)],
      unpushed: [...all.unpushed, ...unpushed, ...inner.unpushed.map(below)],
    };
  }
  return all;
}

const NOTHING: ModulesFollowed = { left: [], unpushed: [] };

/** Whether it is at the new commit now. */
async function follow(git: Git, before: string, after: string, signal: AbortSignal): Promise<boolean> {
  const tip = await git({ doing: DOING, args: ['rev-parse', '--verify', 'HEAD'] }, signal);
  const at = tip.ok ? tip.value.stdout.toString('latin1').trim() : '';
  if (at === after) return true;
  const changed = await git({ doing: DOING, args: ['status', '--porcelain', '--ignore-submodules=none'] }, signal);
  if (at !== before || !changed.ok || changed.value.stdout.length > 0) return false;
  const args = [...OWN_TREE, 'checkout', '--quiet', '--detach', '--no-overwrite-ignore', after];
  return (await git({ doing: DOING, args, env: { GIT_OPTIONAL_LOCKS: '1' } }, signal)).ok;
}

/** Whether a branch of a remote has it, as far as is known here. */
async function isPushed(git: Git, commit: string, signal: AbortSignal): Promise<boolean> {
  const args = ['for-each-ref', '--count=1', '--contains', commit, 'refs/remotes'];
  const found = await git({ doing: DOING, args }, signal);
  return !found.ok || found.value.stdout.length > 0;
}
