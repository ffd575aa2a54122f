import type { Problem } from '../domain/halt.js';
import type { Notice } from '../domain/notice.js';
import type { Keys, ValuesOf } from './key.js';
import { locateLine } from './locate-line.js';
import { nearest } from './nearest.js';
import type { TomlFile } from './read-toml.js';

/** What the keys of a table came to. `written` names those that stand in the file. */
export interface ReadKeys<K extends Keys> {
  readonly values: ValuesOf<K>;
  readonly written: readonly string[];
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
}

/** How a key is shown in messages, and where it is looked for in the text. */
export interface Place {
  readonly file: TomlFile;
  /** The table the keys stand in; empty at the root. */
  readonly at: readonly string[];
  /** Where a key of the first layout is really written. */
  readonly writtenAs?: (key: string) => readonly string[];
  readonly retired?: Readonly<Record<string, string | null>>;
}

/** Checks every key of a table: wrong values are problems, unknown and retired keys are notices, missing ones defaults. */
export function readKeys<K extends Keys>(keys: K, table: Readonly<Record<string, unknown>>, place: Place): ReadKeys<K> {
  const { file, source } = place.file;
  const problems: Problem[] = [];
  const notices: Notice[] = [];
  const values: Record<string, unknown> = {};
  const where = (name: string): readonly string[] => place.writtenAs?.(name) ?? [...place.at, name];
  const lineOf = (name: string): number | null => locateLine(source, where(name));
  for (const [name, known] of Object.entries(keys)) {
    values[name] = known.default;
    if (!Object.hasOwn(table, name)) continue;
    const read = known.type.safeParse(table[name]);
    if (read.success) {
      values[name] = read.data;
      continue;
    }
    const line = lineOf(name);
    const why = read.error.issues.map((issue) => issue.message.replace(/^Invalid input: /, '')).join('; ');
    const got = JSON.stringify(table[name], (_, v: unknown) => (typeof v === 'bigint' ? Number(v) : v));
    problems.push({
      what: `${file}${line === null ? '' : `:${line}`}: ${where(name).join('.')}: ${why}, got ${got}`,
      fix: `what it means: ${known.says}`,
    });
  }
  for (const name of Object.keys(table)) {
    if (Object.hasOwn(keys, name)) continue;
    const full = [...place.at, name].join('.');
    const line = lineOf(name);
    if (place.retired !== undefined && Object.hasOwn(place.retired, full)) {
      notices.push({ kind: 'retired-key', file, line, key: full, instead: place.retired[full] ?? null });
    } else notices.push({ kind: 'unknown-key', file, line, key: full, nearest: nearest(name, Object.keys(keys)) });
  }
  const written = Object.keys(keys).filter((name) => Object.hasOwn(table, name));
  return { values: values as ValuesOf<K>, written, problems, notices };
}
