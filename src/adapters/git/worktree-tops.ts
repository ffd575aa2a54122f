import type { Git } from './git.js';

const LINE = 'worktree ';

/** The top levels of all working trees of a repository; none when git does not tell. */
export async function worktreeTops(git: Git, signal: AbortSignal): Promise<readonly string[]> {
  const args = ['worktree', 'list', '--porcelain'];
  const listed = await git({ doing: 'list the working trees', args }, signal);
  const text = listed.ok ? listed.value.stdout.toString('utf8') : '';
  return text.split('\n').flatMap((line) => (line.startsWith(LINE) ? [line.slice(LINE.length)] : []));
}
