import type { Halt } from '../../domain/halt.js';
import { ok, type Result } from '../../domain/result.js';
import type { Git } from './git.js';

/** `<mode> <id> <stage> TAB <path>`; the third stage is what is merged in. Source: git-ls-files(1). */
const ENTRY = /^(\d+) ([0-9a-f]+) ([123])\t(.+)$/s;
const GITLINK = '160000';

/**
 * What is in conflict, by its path. In a submodule nothing can be marked: it is said which commit of it was merged in, and
 * that it is at the other one.
 */
export async function unmerged(git: Git, signal: AbortSignal): Promise<Result<readonly string[], Halt>> {
  const listed = await git({ doing: 'look for conflicts', args: ['ls-files', '--unmerged', '-z'] }, signal);
  if (!listed.ok) return listed;
  const found = new Map<string, string>();
  for (const line of listed.value.stdout.toString('utf8').split('\0')) {
    const [, mode, id, stage, path] = ENTRY.exec(line) ?? [];
    if (id === undefined || path === undefined) continue;
    const isModule = mode === GITLINK && stage === '3';
    const told = `${path} (a submodule, at the commit that landed; the task had ${id.slice(0, 12)})`;
    found.set(path, isModule ? told : (found.get(path) ?? path));
  }
  return ok([...found.values()]);
}
