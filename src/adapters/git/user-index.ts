import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import { err, type Result } from '../../domain/result.js';
import { readRaw } from '../../formats/patch.js';
import { type Git, gitHalt } from './git.js';
import { type IndexFacts, readIndex } from './index-file.js';
import type { Located } from './locate.js';
import { attempt, copyIndex, type Scratch } from './scratch.js';

/** A copy of the user's index as it was at some moment. */
export interface SavedIndex {
  readonly file: string;
  /** Null when the index could not be understood, so that it has to be taken for changed. */
  readonly facts: IndexFacts | null;
  /** Changes whenever git writes the index. */
  readonly stamp: string;
}

/** The index that belongs to the user. Only the two functions that say so write it. */
export interface UserIndex {
  /** Copies it, unless the last copy is still the same. */
  save(): Result<SavedIndex, Halt>;
  /** Writes it: its bytes are again those of a copy. */
  putBack(saved: SavedIndex): Result<void, Halt>;
  /** Writes it: its entries for all files in which two trees differ become those of the second. */
  align(from: string, to: string, signal: AbortSignal): Promise<Result<void, Halt>>;
}

const NO_INDEX: IndexFacts = { digest: 'none', hidden: [], modules: [] };

export function makeUserIndex(git: Git, located: Located, scratch: Scratch): UserIndex {
  const path = join(located.gitDir, 'index');
  let last: SavedIndex | null = null;

  const stampNow = (): string => {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
    return stat === undefined ? 'none' : `${stat.ino} ${stat.size} ${stat.mtimeNs}`;
  };

  return {
    save: () =>
      attempt('read the index', () => {
        const stamp = stampNow();
        if (last?.stamp === stamp) return last;
        const file = scratch.file('user-index');
        copyIndex(path, file);
        const facts = stamp === 'none' ? NO_INDEX : readIndex(readFileSync(file), located.idBytes);
        last = { file, facts, stamp };
        return last;
      }),

    putBack: (saved) =>
      attempt('put the index back', () => {
        if (stampNow() === saved.stamp) return;
        // git's own protocol: whoever makes the lock file may write, and writes by renaming it.
        const lock = `${path}.lock`;
        closeSync(openSync(lock, 'wx'));
        try {
          copyIndex(saved.file, lock);
          if (saved.stamp === 'none') rmSync(path, { force: true });
          else renameSync(lock, path);
        } finally {
          rmSync(lock, { force: true });
        }
      }),

    async align(from, to, signal) {
      const doing = 'bring the index in line';
      const args = ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', from, to];
      const listed = await git({ doing, args }, signal);
      if (!listed.ok) return listed;
      const files = readRaw(listed.value.stdout);
      if (files === null) return err(gitHalt(doing, 'the list of files broke off'));
      if (files.length === 0) return { ok: true, value: undefined };
      const lines = files.flatMap(({ modes, ids, rawPath }) => {
        const entry = modes[1] === '000000' ? `0 ${ids[1]}` : `${modes[1]} ${ids[1]}`;
        return [Buffer.from(`${entry}\t`), rawPath, Buffer.of(0)];
      });
      const updated = await git(
        { doing, args: ['update-index', '-z', '--index-info'], stdin: Buffer.concat(lines) },
        signal,
      );
      return updated.ok ? { ok: true, value: undefined } : updated;
    },
  };
}
