import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';

/**
 * Looks a program up as a shell would, without running it: some agents take seconds to say their version.
 * Returns its absolute path, or null when there is no such executable file.
 */
export async function findProgram(name: string, path: string | undefined, cwd: string): Promise<string | null> {
  const places = name.includes('/')
    ? [resolve(cwd, name)]
    : // An empty entry means the current folder, a missing PATH does not.
      (path?.split(delimiter) ?? []).map((dir) => join(resolve(cwd, dir), name));
  for (const place of places) {
    if (await isExecutable(place)) return place;
  }
  return null;
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
