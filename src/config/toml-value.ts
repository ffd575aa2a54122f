/** Whether two values of a TOML file say the same; the order of keys does not matter. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a instanceof Date && b instanceof Date) return a.toISOString() === b.toISOString();
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => sameValue(item, b[i]));
  }
  if (isTable(a) && isTable(b)) {
    const names = Object.keys(a);
    return (
      names.length === Object.keys(b).length &&
      names.every((name) => Object.hasOwn(b, name) && sameValue(a[name], b[name]))
    );
  }
  return Object.is(a, b);
}

/** A table of a TOML file, as opposed to a text, a number, a date or a list. */
export type Table = Readonly<Record<string, unknown>>;

export const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** Characters of a value that a message shows. */
const SHOWN = 80;

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}...`;
}

/** A value as a TOML file would have it, on one line. Values come from a file, or are defaults of one. */
export function toml(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value).replaceAll('\u007f', '\\u007f');
  if (Array.isArray(value)) return `[${value.map(toml).join(', ')}]`;
  if (isTable(value)) {
    const pairs = Object.entries(value).map(([name, inner]) => `${bare(name)} = ${toml(inner)}`);
    return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
  }
  return shown(value);
}

/** A key without quotes where it can do without. */
const bare = (name: string): string => (/^[\w-]+$/.test(name) ? name : toml(name));
