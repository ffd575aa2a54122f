import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok, type Result } from '../../domain/result.js';
import type { Files } from '../../ports/files.js';
import { systemWords } from './system-words.js';
import { decodeUtf8, InvalidUtf8 } from './utf8.js';

async function attempt<T>(path: string, work: () => Promise<T>): Promise<Result<T, string>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof InvalidUtf8) return err(`${path}:${error.line}:${error.column}: it is no valid UTF-8`);
    return err(`${path}: ${systemWords(error)}`);
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Files on this machine's disk. */
export const nodeFiles: Files = {
  read: (path) =>
    attempt(path, async () => {
      try {
        return decodeUtf8(await readFile(path));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    }),
  write: (path, text) => attempt(path, () => writeWhole(path, text)),
  append: (path, text) =>
    attempt(path, async () => {
      await mkdir(dirname(path), { recursive: true });
      await appendFile(path, text);
    }),
  list: (path) =>
    attempt(path, async () => {
      try {
        return (await readdir(path)).sort();
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    }),
};

/**
 * Writes beside the file and renames, so that neither a reader nor a crash of this program ever meets half of it. Not
 * forced to the disk: what must survive a power cut is in the journal.
 */
async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const file = await open(beside, 'w');
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}
