import { relative } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import { ok, type Result } from '../../domain/result.js';
import type { Git } from './git.js';
import type { Located } from './locate.js';

/**
 * The folder of the repository's hooks, if a change there could not be seen in the tree: inside git's own folder,
 * outside the repository, or ignored. Null when its files are part of the tree, where they are reviewed like others.
 */
export async function hiddenHooks(
  git: Git,
  located: Located,
  signal: AbortSignal,
): Promise<Result<string | null, Halt>> {
  const { hooksDir, top, commonDir, gitDir } = located;
  if (isIn(hooksDir, commonDir) || isIn(hooksDir, gitDir) || !isIn(hooksDir, top)) return ok(hooksDir);
  const doing = 'look for hooks';
  const args = ['check-ignore', '--quiet', '--no-index', `${relative(top, hooksDir)}/x`];
  const asked = await git({ doing, args, answers: [1] }, signal);
  if (!asked.ok) return asked;
  return ok(asked.value.code === 0 ? hooksDir : null);
}

const isIn = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
