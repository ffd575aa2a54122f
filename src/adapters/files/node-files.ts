import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { err, ok, type Result } from '../../domain/result.js';
import type { Files } from '../../ports/files.js';
import { systemWords } from './system-words.js';
import { decodeUtf8, InvalidUtf8, linesOf } from './utf8.js';

/** In place, without a thread: for small files the way there and back takes several times as long as the work. */
async function attempt<T>(path: string, work: () => T): Promise<Result<T, string>> {
  try {
    return ok(work());
  } catch (error) {
    if (error instanceof InvalidUtf8) return err(`${path}:${error.line}:${error.column}: it is no valid UTF-8`);
    return err(`${path}: ${systemWords(error)}`);
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** What is there, or null for what is not. */
function present<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** A folder could not be made there either. */
const leadsNowhere = (path: string): boolean =>
  !existsSync(path) && lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;

/** Writes; makes the folder when it is missing. */
function inFolder<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (!isMissing(error)) throw error;
    mkdirSync(dirname(path), { recursive: true });
    return write();
  }
}

/** Files on this machine's disk. */
export const nodeFiles: Files = {
  read: (path) => attempt(path, () => present(() => decodeUtf8(readFileSync(path)))),
  readLines: (path) => attempt(path, () => present(() => linesOf(readFileSync(path)))),
  write: (path, text) => attempt(path, () => writeWhole(path, text)),
  append: (path, text) => attempt(path, () => inFolder(path, () => appendFileSync(path, text))),
  remove: (path) => attempt(path, () => rmSync(path, { force: true })),
  list: async (path) =>
    leadsNowhere(path)
      ? err(`${path}: it is a link that leads nowhere`)
      : attempt(path, () => present(() => readdirSync(path).sort())),
};

/** Writes a file that holds an agent's words or code: for its owner alone. */
export const writePrivately = (path: string, text: string): Promise<Result<void, string>> =>
  attempt(path, () => writeWhole(path, text, 0o600));

/**
 * Writes beside the file and renames, so that neither a reader nor a crash of this program ever meets half of it. Not
 * forced to the disk: what must survive a power cut is in the journal.
 */
function writeWhole(path: string, text: string, mode = 0o666): void {
  const beside = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const file = inFolder(path, () => openSync(beside, 'w', mode));
    try {
      writeFileSync(file, text);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
