import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { Steering } from '../../ports/steering.js';
import { systemWords } from '../files/system-words.js';

/** What is looked after: single files, and folders with everything directly in them. All absolute. */
export interface Steered {
  readonly top: string;
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** Files that this program itself writes during a run and knows the content of. */
  readonly own: OwnFiles;
}

/** Journal and state of the run. */
export interface OwnFiles {
  /** Resolves when nothing is on its way to the disk. */
  settled(): Promise<void>;
  /** Puts back what somebody else changed, and names it. */
  mend(): Promise<Result<readonly string[], Halt>>;
}

/** A file as it was: its bytes, or where a link points to. */
type Kept =
  | { readonly kind: 'file'; readonly bytes: Buffer; readonly mode: number; readonly digest: string }
  | { readonly kind: 'link'; readonly to: string };

/** Keeps the files that steer and judge a run in memory, and puts them back. They are small: settings and hooks. */
export function steeringFiles(steered: Steered): Steering {
  let kept: ReadonlyMap<string, Kept> = new Map();
  const guarded = async <T>(work: () => Promise<T>): Promise<Result<T, Halt>> => {
    try {
      return ok(await work());
    } catch (error) {
      return err({ reason: 'state', file: steered.top, why: systemWords(error) });
    }
  };
  return {
    remember: async () => {
      await steered.own.settled();
      const now = await guarded(() => take(steered));
      if (!now.ok) return now;
      kept = now.value;
      return done;
    },
    restore: async () => {
      const back = await guarded(async () => {
        const now = await take(steered);
        const names = [...new Set([...kept.keys(), ...now.keys()])].filter(
          (name) => !same(kept.get(name), now.get(name)),
        );
        for (const name of names) await putBack(name, kept.get(name));
        return names;
      });
      if (!back.ok) return back;
      const own = await steered.own.mend();
      if (!own.ok) return own;
      return ok([...back.value, ...own.value].map((name) => relative(steered.top, name)).sort());
    },
  };
}

async function take({ files, folders }: Steered): Promise<Map<string, Kept>> {
  const found = new Map<string, Kept>();
  const inFolders = await Promise.all(
    folders.map(async (folder) => (await readdir(folder).catch(() => [])).map((name) => join(folder, name))),
  );
  await Promise.all(
    [...files, ...inFolders.flat()].map(async (file) => {
      const one = await keep(file);
      if (one !== null) found.set(file, one);
    }),
  );
  return found;
}

async function keep(file: string): Promise<Kept | null> {
  const stat = await lstat(file).catch(() => null);
  if (stat?.isSymbolicLink() === true) return { kind: 'link', to: await readlink(file) };
  if (stat?.isFile() !== true) return null;
  const bytes = await readFile(file);
  return { kind: 'file', bytes, mode: stat.mode & 0o7777, digest: createHash('sha256').update(bytes).digest('hex') };
}

function same(a: Kept | undefined, b: Kept | undefined): boolean {
  if (a?.kind === 'file' && b?.kind === 'file') return a.digest === b.digest && a.mode === b.mode;
  return a?.kind === 'link' && b?.kind === 'link' && a.to === b.to;
}

async function putBack(file: string, was: Kept | undefined): Promise<void> {
  await rm(file, { recursive: true, force: true });
  if (was === undefined) return;
  await mkdir(dirname(file), { recursive: true });
  if (was.kind === 'link') return symlink(was.to, file);
  await writeFile(file, was.bytes, { mode: was.mode });
  await chmod(file, was.mode);
}
