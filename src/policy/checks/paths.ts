import type { FileChange } from '../../domain/change.js';
import type { CheckHit, Spot } from '../../domain/check.js';
import type { PathTest } from '../globs.js';

/** Spots that a halt names; more of them say nothing new. */
export const MOST_SPOTS = 20;

/** Objects to new or changed files whose name says that they hold secrets. Deleting one is fine. */
export const sensitive = (files: readonly FileChange[], test: PathTest): CheckHit | null =>
  hit(
    'sensitive',
    files.filter((file) => file.status !== 'deleted').map((file) => file.path),
    test,
  );

/** Objects to any change of files that decide what runs, or what agents may do; a rename away counts as well. */
export const protectedPaths = (files: readonly FileChange[], test: PathTest): CheckHit | null =>
  hit(
    'protected',
    files.flatMap((file) => (file.from === null ? [file.path] : [file.path, file.from])),
    test,
  );

function hit(check: 'sensitive' | 'protected', paths: readonly string[], test: PathTest): CheckHit | null {
  const spots = paths.flatMap((path): Spot[] => {
    const matched = test(path);
    return matched === null ? [] : [{ path, matched, line: null }];
  });
  return spots.length === 0 ? null : { check, spots: spots.slice(0, MOST_SPOTS) };
}
