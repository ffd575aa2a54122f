import type { Problem } from '../domain/halt.js';
import type { Notice } from '../domain/notice.js';
import type { Key, Keys, ValuesOf } from './key.js';
import { meant } from './nearest.js';
import type { TomlFile } from './read-toml.js';
import { isTable, shown, type Table } from './toml-value.js';

/** What the keys of a file came to. */
export interface Reading<K extends Keys> {
  readonly values: ValuesOf<K>;
  /** The dotted keys that stand in the file. */
  readonly written: ReadonlySet<string>;
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
  /** A dotted key with its file and line, for messages. */
  at(key: string): string;
}

type Path = readonly string[];
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
    notices: inOrder(reader.notices),
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
    this.written.add(path.join('.'));
    const read = entry.type.safeParse(given);
    if (read.success) return read.data;
    const why = read.error.issues.map(({ path: inside, message }) => {
      const spot = inside.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
      // What was received follows in the user's own words.
      return `${spot === '' ? '' : `${spot}: `}${message.replace(/^Invalid (?:input|option): |, received .*$/g, '')}`;
    });
    this.refuse(path, `${why.join('; ')}, got ${shown(given)}`, `what it means: ${entry.says}`);
    return entry.default;
  }

  private asTable(given: unknown, path: Path): Table {
    if (given === undefined) return {};
    if (isTable(given)) return given;
    this.refuse(path, `a table is expected, got ${shown(given)}`, `write [${path.join('.')}] above its keys`);
    return {};
  }

  private refuse(path: Path, why: string, fix: string): void {
    this.problems.push({ line: this.place(path).line, problem: { what: `${this.at(path)}: ${why}`, fix } });
  }

  private place(path: Path): { readonly file: string; readonly line: number | null; readonly key: string } {
    const written = this.writtenAs(path);
    return { file: this.file.file, line: this.file.lineOf(written), key: written.join('.') };
  }
}
