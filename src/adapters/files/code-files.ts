import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Larger files are data rather than code. Source: tasklist.md 9.1. */
const LARGEST = 100_000;
/** Files that are read at most, so that a list that names thousands of them costs no more than one that names these. */
const MOST = 500;
/** Where a path is looked for, in this order. Source: tasklist.md 9.1. */
const BELOW = ['', 'src/', 'lib/'];
const LF = 10;

/** What the files below a folder tell about paths that people wrote; nothing outside of it. */
export interface CodeFiles {
  /** Whether there is such a file or folder, also below `src` or `lib`. */
  exists(path: string): boolean;
  /** Lines of such a file; null where there is none, it is large, or 500 others were counted already. */
  lines(path: string): number | null;
}

type Kind = 'file' | 'folder';
interface Place {
  readonly path: string;
  readonly kind: Kind;
}

/** Looks into each folder once and into each file once, when it is asked for the first time. `top` is absolute. */
export function codeFiles(top: string): CodeFiles {
  const folders = new Map<string, ReadonlyMap<string, Kind>>();
  const counts = new Map<string, number | null>();
  let read = 0;

  // From the top down: what is in a folder that does not exist costs nothing.
  const inside = (folder: string): ReadonlyMap<string, Kind> => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const names = folder === '' || kindOf(folder) === 'folder' ? namesIn(join(top, folder)) : NOTHING;
    folders.set(folder, names);
    return names;
  };
  const kindOf = (path: string): Kind | null => {
    const slash = path.lastIndexOf('/');
    return inside(slash < 0 ? '' : path.slice(0, slash)).get(path.slice(slash + 1)) ?? null;
  };
  const places = new Map<string, Place | null>();
  const find = (written: string): Place | null => {
    const known = places.get(written);
    if (known !== undefined) return known;
    const place = look(written);
    places.set(written, place);
    return place;
  };
  const look = (written: string): Place | null => {
    const plain = ODD.test(written) ? plainly(written) : written;
    if (plain === null) return null;
    for (const below of BELOW) {
      const path = below + plain;
      const kind = kindOf(path);
      if (kind !== null) return { path, kind };
    }
    return null;
  };
  return {
    exists: (path) => find(path) !== null,
    lines(written) {
      const found = find(written);
      if (found?.kind !== 'file') return null;
      const known = counts.get(found.path);
      if (known !== undefined) return known;
      const counted = read < MOST ? linesOf(join(top, found.path)) : null;
      read++;
      counts.set(found.path, counted);
      return counted;
    },
  };
}

const NOTHING: ReadonlyMap<string, Kind> = new Map();
/** A path with parts that are no names. */
const ODD = /^\/|\/$|\/\/|(?:^|\/)\.{1,2}(?:\/|$)/;

/** A path by its names alone; null when it has none, or leads upwards. */
function plainly(written: string): string | null {
  const parts = written.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length === 0 || parts.includes('..') ? null : parts.join('/');
}

/** Links are left out: they may lead anywhere. */
function namesIn(folder: string): ReadonlyMap<string, Kind> {
  try {
    return new Map(
      readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, Kind][] =>
        entry.isFile() ? [[entry.name, 'file']] : entry.isDirectory() ? [[entry.name, 'folder']] : [],
      ),
    );
  } catch {
    return new Map();
  }
}

function linesOf(file: string): number | null {
  try {
    if (statSync(file).size > LARGEST) return null;
    const bytes = readFileSync(file);
    let lines = bytes.length > 0 && bytes.at(-1) !== LF ? 1 : 0;
    for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) lines++;
    return lines;
  } catch {
    return null;
  }
}
