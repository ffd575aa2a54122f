import type { FileChange } from '../../domain/change.js';
import type { CheckHit } from '../../domain/check.js';
import type { PathTest } from '../globs.js';

/** Files that the halt names. */
const NAMED = 5;

/** Added and deleted lines that count: binary files have none, excluded and generated files are left out. */
export function countedLines(files: readonly FileChange[], excluded: PathTest): number {
  return counted(files, excluded).reduce((sum, file) => sum + file.lines, 0);
}

/** Objects to a change with more lines than the limit; exactly the limit passes. */
export function loc(
  files: readonly FileChange[],
  excluded: PathTest,
  limit: { readonly limit: number; readonly rule: string },
): CheckHit | null {
  const changed = countedLines(files, excluded);
  if (changed <= limit.limit) return null;
  const largest = [...counted(files, excluded)].sort((a, b) => b.lines - a.lines).slice(0, NAMED);
  return { check: 'loc', changed, ...limit, largest };
}

const counted = (files: readonly FileChange[], excluded: PathTest): readonly { path: string; lines: number }[] =>
  files
    .filter((file) => !file.generated && excluded(file.path) === null)
    .map((file) => ({ path: file.path, lines: file.added + file.deleted }));
