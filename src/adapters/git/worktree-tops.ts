import type { Halt } from '../../domain/halt.js';
import { ok, type Result } from '../../domain/result.js';
import type { Git } from './git.js';

const LINE = 'worktree ';

/** The top levels of all working trees of a repository; none when git does not tell. */
export async function worktreeTops(git: Git, signal: AbortSignal): Promise<readonly string[]> {
  const args = ['worktree', 'list', '--porcelain'];
  const listed = await git({ doing: 'list the working trees', args }, signal);
  const text = listed.ok ? listed.value.stdout.toString('utf8') : '';
  return text.split('\n').flatMap((line) => (line.startsWith(LINE) ? [line.slice(LINE.length)] : []));
}

/** The top levels in which a branch, by its full name, is checked out. */
export async function checkoutsOf(
  git: Git,
  ref: string,
  signal: AbortSignal,
): Promise<Result<readonly string[], Halt>> {
  const listed = await git({ doing: 'list the working trees', args: ['worktree', 'list', '--porcelain'] }, signal);
  if (!listed.ok) return listed;
  const trees = listed.value.stdout.toString('utf8').split('\n\n');
  return ok(
    trees.flatMap((tree) => {
      const [first = '', ...facts] = tree.trim().split('\n');
      return facts.includes(`branch ${ref}`) ? [first.slice(LINE.length)] : [];
    }),
  );
}
