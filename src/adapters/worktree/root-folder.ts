import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Problem } from '../../domain/halt.js';
import { systemWords } from '../files/system-words.js';

/**
 * Makes the folder that worktrees are to lie in; null once it is there and can be written. Step by step, since Node's own
 * recursive way never returns from a folder in which nothing can be made though it says that it can be written (/proc).
 */
export function makeRoot(root: string): Problem | null {
  const missing: string[] = [];
  for (let at = root; !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  try {
    for (const folder of missing) mkdirSync(folder);
    accessSync(`${root}/`, constants.W_OK);
    return null;
  } catch (error) {
    return {
      what: `no worktrees can be made in ${root}: ${systemWords(error)}`,
      fix: 'name a folder that can be written with --worktree-root, or parallel_worktree_root in .millstone/config.toml',
    };
  }
}
