import { statSync } from 'node:fs';
import { join } from 'node:path';

/** Tells whether a path below a folder is a folder. */
export const isFolderBelow =
  (top: string) =>
  (path: string): boolean =>
    statSync(join(top, path), { throwIfNoEntry: false })?.isDirectory() === true;
