import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder that git most likely takes for the top level, without asking git: the nearest one above with a `.git`. Only
 * for what may be begun ahead of git's own answer, which decides. Null where there is none.
 */
export function nearestTop(cwd: string): string | null {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return null;
  }
}
