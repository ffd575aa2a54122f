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

/** A list, and whether it has changes that are not committed, where it can have such. */
export interface ListFound {
  readonly list: TaskList;
  readonly uncommitted: boolean;
}

/** The tasks of a Markdown file of the repository as a run's list. Asks git once what it makes of the file. */
export async function listInFile(
  git: Git,
  top: string,
  { file, kept, editedByHand }: ListPlaces,
  signal: AbortSignal,
): Promise<Result<ListFound, Halt>> {
  const args = ['status', '--porcelain', '-z', '--ignored', '--untracked-files=all', '--', `:(literal)${file}`];
  const asked = await git({ doing: 'look at the tasklist', args }, signal);
  if (!asked.ok) return asked;
  // Nothing is said of a file that is tracked and as it was committed.
  const mark = asked.value.stdout.toString('latin1').slice(0, 2);
  const path = join(top, file);
  const list: TaskList = {
    // Git must not find half a list beside it.
    store: tasklistFile(path, dirname(kept)),
    file,
    tracked: mark !== '!!' && mark !== '??',
    editedByHand,
    restore: (text) => nodeFiles.write(path, text),
    keep: (text) => nodeFiles.write(kept, text),
    async kept() {
      const read = await nodeFiles.read(kept);
      return read.ok ? read.value : null;
    },
  };
  return ok({ list, uncommitted: mark !== '' && mark !== '!!' });
}
