import { isTable, sameValue, type Table } from './toml-value.js';

/** A leaf of a file: where it stands, as the path of keys, and what it says. */
export interface Leaf {
  /** The key it sets, in the first layout. */
  readonly key: readonly string[];
  /** Where it is written. */
  readonly written: readonly string[];
  readonly value: unknown;
}

/** A file in one spelling. */
export interface Unified {
  readonly merged: Table;
  /** Pairs of places that set the same thing to different values. */
  readonly clashes: readonly (readonly [Leaf, Leaf])[];
  /** Where a key of the first layout is really written. */
  writtenAs(key: readonly string[]): readonly string[];
}

/**
 * Brings the three spellings of tables to one: root keys, `[millstone]`, and `[millstone.artifacts.*]`. None outranks
 * another; the same leaf with two values is a clash (P5). A `millstone` or `artifacts` that is no table stays in place,
 * for the schema to refuse.
 */
export function unify(file: Table): Unified {
  const leaves = [
    ...leavesOf(without(file, 'millstone'), [], []),
    ...within(file, ['millstone'], (own) => [
      ...leavesOf(without(own, 'artifacts'), [], ['millstone']),
      ...within(own, ['millstone', 'artifacts'], (inner) => leavesOf(inner, [], ['millstone', 'artifacts'])),
    ]),
  ];
  const taken: Leaf[] = [];
  const clashes: [Leaf, Leaf][] = [];
  const merged: Record<string, unknown> = Object.create(null);
  for (const leaf of leaves) {
    const other = taken.find((earlier) => contradict(earlier, leaf));
    if (other !== undefined) clashes.push([other, leaf]);
    else put(merged, leaf.key, leaf.value);
    taken.push(leaf);
  }
  return {
    merged,
    clashes,
    writtenAs(key) {
      const leaf = leaves.find((one) => startsWith(one.key, key));
      return leaf === undefined ? key : leaf.written.slice(0, leaf.written.length - leaf.key.length + key.length);
    },
  };
}

const without = (table: Table, name: string): Table =>
  Object.fromEntries(Object.entries(table).filter(([other]) => other !== name));

/** The leaves of a table that holds keys of the first layout, or itself as a leaf when it is no table. */
function within(table: Table, path: readonly string[], leaves: (inner: Table) => Leaf[]): Leaf[] {
  const name = path.at(-1) ?? '';
  if (!Object.hasOwn(table, name)) return [];
  const value = table[name];
  return isTable(value) ? leaves(value) : [{ key: path, written: path, value }];
}

function leavesOf(table: Table, key: readonly string[], written: readonly string[]): Leaf[] {
  return Object.entries(table).flatMap(([name, value]) =>
    isTable(value) && !isEmpty(value)
      ? leavesOf(value, [...key, name], [...written, name])
      : [{ key: [...key, name], written: [...written, name], value }],
  );
}

/** An empty table says nothing about its keys; anything else where the other has a table does. */
function contradict(a: Leaf, b: Leaf): boolean {
  if (a.key.length === b.key.length) return startsWith(a.key, b.key) && !sameValue(a.value, b.value);
  const [outer, inner] = a.key.length < b.key.length ? [a, b] : [b, a];
  return startsWith(inner.key, outer.key) && !isEmpty(outer.value);
}

const isEmpty = (value: unknown): boolean => isTable(value) && Object.keys(value).length === 0;

const startsWith = (path: readonly string[], start: readonly string[]): boolean =>
  start.length <= path.length && start.every((part, i) => part === path[i]);

function put(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path;
  const there = into[name];
  if (rest.length === 0) {
    if (!isTable(there)) into[name] = value;
    return;
  }
  const table: Record<string, unknown> = Object.assign(Object.create(null), isTable(there) ? there : {});
  into[name] = table;
  put(table, rest, value);
}
