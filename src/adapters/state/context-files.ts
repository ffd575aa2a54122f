import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Result } from '../../domain/result.js';
import type { Contexts } from '../../ports/contexts.js';
import type { Files } from '../../ports/files.js';
import { inTurn } from '../in-turn.js';

/** Context on disk: files of the repository, and one file for each group in a folder of millstone's. */
export function contextFiles(top: string, folder: string, files: Files): Contexts {
  const fileOf = (group: string): string => join(folder, `${safeName(group)}.md`);
  const append = async (group: string, entry: string): Promise<Result<void, string>> => {
    const file = fileOf(group);
    const before = await files.read(file);
    if (!before.ok) return before;
    const text =
      before.value ?? `# Group Context: ${group}\n\n_What finished tasks of this group leave for the next ones._\n`;
    return files.write(file, `${text.trimEnd()}\n\n${entry.trim()}\n`);
  };
  // Tasks at once may end at once: one entry after the other, each behind what is there.
  const turn = inTurn();
  return {
    async file(path) {
      // A task may come from anybody, and a link may lead out of the repository as well as the path itself.
      const real = await realpath(resolve(top, path)).catch(() => null);
      const read = real?.startsWith(`${top}/`) === true ? await files.read(real) : null;
      return read?.ok === true ? read.value : null;
    },
    async group(name) {
      const read = await files.read(fileOf(name));
      const text = read.ok ? (read.value ?? '').trim() : '';
      return text === '' ? null : text;
    },
    add: (group, entry) => turn(() => append(group, entry)),
  };
}

/** The file name of a group. Source: tasklist.md 6. */
const safeName = (group: string): string => group.toLowerCase().replace(/[^\p{L}\p{N}_-]/gu, '_');
