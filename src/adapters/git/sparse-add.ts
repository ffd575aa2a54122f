import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import type { Result } from '../../domain/result.js';
import type { Git, GitCall, GitDone } from './git.js';

/** What a git before 2.34 ends with, which knows no `--sparse`. */
const USAGE = 129;

/**
 * `git add` with these arguments, in a sparse checkout also of files outside of its patterns: git would refuse them all,
 * and with them what somebody has written there.
 */
export async function sparseAdd(
  git: Git,
  gitDir: string,
  { args, ...call }: GitCall,
  signal: AbortSignal,
): Promise<Result<GitDone, Halt>> {
  if (existsSync(join(gitDir, 'info', 'sparse-checkout'))) {
    const added = await git({ ...call, args: ['add', '--sparse', ...args], answers: [USAGE] }, signal);
    if (!added.ok || added.value.code === 0) return added;
  }
  return git({ ...call, args: ['add', ...args] }, signal);
}
