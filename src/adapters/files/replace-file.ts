import { randomBytes } from 'node:crypto';
import { access, constants, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Replaces an existing file of the user's whole and atomically: a reader sees the old bytes or the new ones, also after a
 * power cut. A link stays a link, and the file keeps its mode. `still` is asked directly before; false, and the file as it
 * was, when it says no. Throws what the system throws; a file that may not be written is not replaced either.
 *
 * The new bytes are written in `aside` first, or beside the file: what a crash leaves there must not be in the way.
 */
export async function replaceFile(
  path: string,
  text: string,
  still: () => Promise<boolean>,
  aside: string | null = null,
): Promise<boolean> {
  const real = await realpath(path);
  // Renaming over it would not ask.
  await access(real, constants.W_OK);
  const { mode } = await stat(real);
  const name = `${basename(real)}.${randomBytes(4).toString('hex')}.tmp`;
  const beside = join(aside !== null && (await sameDevice(aside, real)) ? aside : dirname(real), name);
  try {
    const file = await open(beside, 'wx', mode & 0o7777);
    try {
      await file.writeFile(text);
      // The mask of this process may have taken bits away.
      await file.chmod(mode & 0o7777);
      await file.sync();
    } finally {
      await file.close();
    }
    if (await still()) {
      await rename(beside, real);
      return true;
    }
    await rm(beside, { force: true });
    return false;
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Only there a rename is one step. */
async function sameDevice(folder: string, file: string): Promise<boolean> {
  const [there, here] = await Promise.all([stat(folder).catch(() => null), stat(file)]);
  return there?.isDirectory() === true && there.dev === here.dev;
}
