import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
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
  /** A tasklist that git does not see, which only readers must leave alone; absolute, null where there is none. */
  readonly list: string | null;
  /** Where a changed file is kept before it is put back. */
  readonly aside: string;
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
  | { readonly kind: 'file'; readonly bytes: Buffer; readonly mode: number }
  | { readonly kind: 'link'; readonly to: string };

/**
 * Keeps the files that steer and judge a run in memory, and puts them back. They are few and small, settings and
 * hooks, and read around every call of an agent: without a thread for each that takes a fraction of the time.
 */
export function steeringFiles(steered: Steered): Steering {
  let kept: ReadonlyMap<string, Kept> = new Map();
  let watched = steered;
  const guarded = <T>(work: () => T): Result<T, Halt> => {
    try {
      return ok(work());
    } catch (error) {
      return err({ reason: 'state', file: steered.top, why: systemWords(error) });
    }
  };
  return {
    remember: async (reads = false) => {
      const settled = steered.own.settled();
      watched = reads && steered.list !== null ? { ...steered, files: [...steered.files, steered.list] } : steered;
      const now = guarded(() => take(watched));
      await settled;
      if (!now.ok) return now;
      kept = now.value;
      return done;
    },
    restore: async () => {
      const back = guarded(() => {
        const now = take(watched);
        const names = [...new Set([...kept.keys(), ...now.keys()])].filter(
          (name) => !same(kept.get(name), now.get(name)),
        );
        for (const name of names) {
          keepAside(steered, name, now.get(name));
          putBack(name, kept.get(name));
        }
        return names;
      });
      if (!back.ok) return back;
      const own = await steered.own.mend();
      if (!own.ok) return own;
      return ok([...back.value, ...own.value].map((name) => relative(steered.top, name)).sort());
    },
  };
}

function take({ files, folders }: Steered): Map<string, Kept> {
  const found = new Map<string, Kept>();
  const inFolders = folders.flatMap((folder) => namesIn(folder).map((name) => join(folder, name)));
  for (const file of [...files, ...inFolders]) {
    const one = keep(file);
    if (one !== null) found.set(file, one);
  }
  return found;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Not there, or no folder: then nothing in it steers anything.
    return [];
  }
}

function keep(file: string): Kept | null {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat?.isSymbolicLink() === true) return { kind: 'link', to: readlinkSync(file) };
  if (stat?.isFile() !== true) return null;
  return { kind: 'file', bytes: readFileSync(file), mode: stat.mode & 0o7777 };
}

/** What is about to be overwritten may be a person's own edit, made while an agent was at work. */
function keepAside({ aside, top }: Steered, file: string, now: Kept | undefined): void {
  if (now?.kind !== 'file') return;
  const copy = join(aside, relative(top, file).replaceAll('..', '_'));
  mkdirSync(dirname(copy), { recursive: true, mode: 0o700 });
  writeFileSync(copy, now.bytes, { mode: 0o600 });
}

function same(a: Kept | undefined, b: Kept | undefined): boolean {
  if (a?.kind === 'file' && b?.kind === 'file') return a.mode === b.mode && a.bytes.equals(b.bytes);
  return a?.kind === 'link' && b?.kind === 'link' && a.to === b.to;
}

function putBack(file: string, was: Kept | undefined): void {
  rmSync(file, { recursive: true, force: true });
  if (was === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  if (was.kind === 'link') symlinkSync(was.to, file);
  else {
    writeFileSync(file, was.bytes, { mode: was.mode });
    chmodSync(file, was.mode);
  }
}
