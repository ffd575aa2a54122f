import { isDeepStrictEqual } from './equal.js';

/** A leaf of a file: where it stands, as the path of keys, and what it says. */
export interface Leaf {
  /** The key it sets, in the first layout. */
  readonly key: readonly string[];
  /** Where it is written. */
  readonly written: readonly string[];
  readonly value: unknown;
}

type Table = Readonly<Record<string, unknown>>;
const isTable = (value: unknown): value is Table =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.getPrototypeOf(value) !== Date.prototype;

/**
 * Brings the three spellings of tables to one: root keys, `[millstone]`, and `[millstone.artifacts.*]`. None outranks
 * another; the same leaf with two values is a clash (P5).
 */
export function unify(file: Table): {
  readonly merged: Record<string, unknown>;
  readonly leaves: readonly Leaf[];
  readonly clashes: readonly (readonly [Leaf, Leaf])[];
} {
  const { millstone, ...root } = file;
  const { artifacts, ...second } = isTable(millstone) ? millstone : {};
  const leaves = [
    ...leavesOf(root, [], []),
    ...(millstone !== undefined && !isTable(millstone)
      ? [{ key: ['millstone'], written: ['millstone'], value: millstone }]
      : []),
    ...leavesOf(second, [], ['millstone']),
    ...(isTable(artifacts) ? leavesOf(artifacts, [], ['millstone', 'artifacts']) : []),
  ];
  const merged: Record<string, unknown> = {};
  const first = new Map<string, Leaf>();
  const clashes: [Leaf, Leaf][] = [];
  for (const leaf of leaves) {
    const name = JSON.stringify(leaf.key);
    const earlier = first.get(name);
    if (earlier !== undefined && !isDeepStrictEqual(earlier.value, leaf.value)) clashes.push([earlier, leaf]);
    if (earlier === undefined) {
      first.set(name, leaf);
      put(merged, leaf.key, leaf.value);
    }
  }
  return { merged, leaves, clashes };
}

function leavesOf(table: Table, key: readonly string[], written: readonly string[]): Leaf[] {
  return Object.entries(table).flatMap(([name, value]) =>
    isTable(value) && Object.keys(value).length > 0
      ? leavesOf(value, [...key, name], [...written, name])
      : [{ key: [...key, name], written: [...written, name], value }],
  );
}

function put(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const inner = into[name];
  const table: Record<string, unknown> = isTable(inner) ? { ...inner } : {};
  into[name] = table;
  put(table, rest, value);
}
