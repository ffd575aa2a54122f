import type { core } from 'zod';
import type { Problem } from '../domain/halt.js';
import type { Notice } from '../domain/notice.js';
import type { Feature, Key, Keys, ValuesOf } from './key.js';
import { meant, nearest } from './nearest.js';
import type { TomlFile } from './read-toml.js';
import { isTable, sameValue, shown, type Table, toml } from './toml-value.js';

/** What the keys of a file came to. */
export interface Reading<K extends Keys> {
  readonly values: ValuesOf<K>;
  /** The dotted keys that stand in the file, those with a wrong value apart. */
  readonly written: ReadonlySet<string>;
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
  /** Where a dotted key is written, and as what. */
  place(key: string): Place;
  /** A dotted key with its file and line, for messages. */
  at(key: string): string;
}

/** A place in a settings file; no line for what is not written there. */
export interface Place {
  readonly file: string;
  readonly line: number | null;
  /** The key in the spelling of the file. */
  readonly key: string;
}

type Path = readonly string[];
type Waiting = Place & { readonly feature: Feature };
/** Where a key is really written. */
export type WrittenAs = (key: Path) => Path;

/**
 * Checks a file against its keys: wrong values are problems, all of them at once; unknown and retired keys are notices;
 * what is not written gets its default.
 */
export function readKeys<const K extends Keys>(
  keys: K,
  file: TomlFile,
  table: Table = file.table,
  writtenAs: WrittenAs = (key) => key,
): Reading<K> {
  const reader = new Reader(keys, file, writtenAs);
  const values = reader.table(keys, table, []) as ValuesOf<K>;
  const problems = inOrder(reader.problems).map(({ problem }) => problem);
  return {
    values,
    written: reader.written,
    problems,
    notices: [...inOrder(reader.notices), ...withoutEffect(file.file, inOrder(reader.waiting))],
    place: (key) => reader.place(key.split('.')),
    at: (key) => reader.at(key.split('.')),
  };
}

type Placed = { readonly line: number | null };
/** In the order of the file, not of the schema. */
const inOrder = <T extends Placed>(found: readonly T[]): readonly T[] =>
  [...found].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));

class Reader {
  readonly written = new Set<string>();
  readonly problems: (Placed & { readonly problem: Problem })[] = [];
  readonly notices: (Notice & Placed)[] = [];
  readonly waiting: Waiting[] = [];

  constructor(
    private readonly all: Keys,
    private readonly file: TomlFile,
    private readonly writtenAs: WrittenAs,
  ) {}

  table(keys: Keys, table: Table, at: Path): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const [name, entry] of Object.entries(keys)) {
      const path = [...at, name];
      const given = Object.hasOwn(table, name) ? table[name] : undefined;
      if (entry.kind === 'key') values[name] = given === undefined ? entry.default : this.value(entry, given, path);
      else if (entry.kind === 'section') values[name] = this.table(entry.keys, this.asTable(given, path), path);
      else if (entry.kind === 'named') values[name] = this.named(entry.keys, this.asTable(given, path), path);
      else if (given !== undefined) {
        this.notices.push({ kind: 'retired-key', ...this.place(path), instead: entry.instead });
      }
    }
    for (const name of Object.keys(table).filter((one) => !Object.hasOwn(keys, one))) {
      const path = [...at, name];
      this.notices.push({ kind: 'unknown-key', ...this.place(path), nearest: meant(name, keys, at, this.all) });
    }
    return values;
  }

  /** A key as `file:line: where.it.is.written`. */
  at(path: Path): string {
    const { file, line, key } = this.place(path);
    return `${file}${line === null ? '' : `:${line}`}: ${key}`;
  }

  private named(keys: Keys, table: Table, at: Path): Record<string, unknown> {
    const own = Object.entries(table).map(([name, inner]) => {
      const path = [...at, name];
      return [name, this.table(keys, this.asTable(inner, path), path)] as const;
    });
    return Object.fromEntries(own);
  }

  private value(entry: Key, given: unknown, path: Path): unknown {
    const read = entry.type.schema.safeParse(given);
    if (!read.success) {
      const spots = new Set(read.error.issues.flatMap((issue) => (issue.path.length === 0 ? [] : [spot(issue)])));
      const where = spots.size === 0 ? '' : `; look at ${[...spots].join(', ')}`;
      this.refuse(path, `expected ${entry.type.expects}, got ${shown(given)}${where}`, example(entry, given, path));
      return entry.default;
    }
    this.written.add(path.join('.'));
    if (entry.waitsFor !== null && !sameValue(read.data, entry.default)) {
      this.waiting.push({ ...this.place(path), feature: entry.waitsFor });
    }
    return read.data;
  }

  private asTable(given: unknown, path: Path): Table {
    if (given === undefined) return {};
    if (isTable(given)) return given;
    const [name] = path.slice(-1);
    this.refuse(path, `expected a table, got ${shown(given)}`, `write [${path.join('.')}] above the keys of ${name}`);
    return {};
  }

  private refuse(path: Path, why: string, fix: string): void {
    this.problems.push({ line: this.place(path).line, problem: { what: `${this.at(path)}: ${why}`, fix } });
  }

  place(path: Path): Place {
    const written = this.writtenAs(path);
    return { file: this.file.file, line: this.file.lineOf(written), key: written.join('.') };
  }
}

/** A place inside of a value, as `item 2, model`, with the words it has to choose from. */
function spot({ path, ...issue }: core.$ZodIssue): string {
  const at = path.map((part) => (typeof part === 'number' ? `item ${part + 1}` : String(part))).join(', ');
  return issue.code === 'invalid_value' ? `${at} (one of ${issue.values.map(String).join(', ')})` : at;
}

/** A line that would be right, with what the key is for. */
function example(entry: Key, given: unknown, path: Path): string {
  const near = typeof given === 'string' ? nearest(given, entry.type.choices ?? []) : null;
  const line = `${path.at(-1)} = ${toml(near ?? entry.example)}`;
  return `${near === null ? 'for example' : 'did you mean'}: ${line}   # ${entry.says}`;
}

/** One notice for all that waits for the same thing. */
function withoutEffect(file: string, waiting: readonly Waiting[]): Notice[] {
  const features = [...new Set(waiting.map(({ feature }) => feature))];
  return features.map((feature) => ({
    kind: 'key-without-effect',
    file,
    feature,
    keys: waiting.filter((one) => one.feature === feature).map(({ key, line }) => ({ key, line })),
  }));
}
