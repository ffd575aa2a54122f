import { dirname, join } from 'node:path';
import type { Halt } from '../../../domain/halt.js';
import { ok, type Result } from '../../../domain/result.js';
import type { TaskList } from '../../../ports/task-list.js';
import { nodeFiles } from '../../files/node-files.js';
import type { Git } from '../../git/git.js';
import { tasklistFile } from './tasklist.js';

/** Where a list lies, relative to the top level, and where its copy is kept (absolute). */
export interface ListPlaces {
  readonly file: string;
  readonly kept: string;
  readonly editedByHand: boolean;
}

/** The tasks of a Markdown file of the repository as a run's list. Asks git once whether it tracks the file. */
export async function listInFile(
  git: Git,
  top: string,
  { file, kept, editedByHand }: ListPlaces,
  signal: AbortSignal,
): Promise<Result<TaskList, Halt>> {
  const asked = await git(
    { doing: 'look at the tasklist', args: ['ls-files', '-z', '--', `:(literal)${file}`] },
    signal,
  );
  if (!asked.ok) return asked;
  const path = join(top, file);
  return ok({
    // Git must not find half a list beside it.
    store: tasklistFile(path, dirname(kept)),
    file,
    tracked: asked.value.stdout.length > 0,
    editedByHand,
    restore: (text) => nodeFiles.write(path, text),
    keep: (text) => nodeFiles.write(kept, text),
    async kept() {
      const read = await nodeFiles.read(kept);
      return read.ok ? read.value : null;
    },
  });
}
