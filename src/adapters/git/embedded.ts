import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import type { FileDiff } from '../../formats/patch.js';
import { gitHalt } from './git.js';

const SUBMODULE = '160000';

/**
 * A repository that an author made inside this one is committed as a bare number: its files would be neither reviewed
 * nor part of the commit. A submodule that `.gitmodules` names is another matter.
 */
export function embedded(files: readonly FileDiff[], top: string): Halt | null {
  const made = files.filter(({ modes }) => modes[1] === SUBMODULE && modes[0] !== SUBMODULE);
  if (made.length === 0) return null;
  const known = modules(top);
  const stranger = made.find(({ path }) => !known.includes(path));
  if (stranger === undefined) return null;
  const says = `${stranger.path} has become a git repository of its own, which .gitmodules does not name: its files can be neither reviewed nor committed`;
  return gitHalt('look at the change', says);
}

/** The paths that `.gitmodules` names; none when there is no such file. */
function modules(top: string): readonly string[] {
  try {
    const text = readFileSync(join(top, '.gitmodules'), 'utf8');
    return [...text.matchAll(/^\s*path\s*=\s*"?(.*?)"?\s*$/gm)].map((found) => found[1] ?? '');
  } catch {
    return [];
  }
}
