/**
 * The line, from 1, at which a key of a TOML text is written, or the header of its table; null when it cannot be told.
 * A simple reading for messages: inline tables and multi-line texts may hide a key.
 */
export function locateLine(source: string, path: readonly string[]): number | null {
  let at: readonly string[] = [];
  let header: number | null = null;
  for (const [index, line] of source.split('\n').entries()) {
    const table = /^\s*\[+\s*([^\]]+?)\s*\]+/.exec(line)?.[1];
    if (table !== undefined) {
      at = parts(table);
      if (same(at, path)) return index + 1;
      if (same(at, path.slice(0, at.length))) header = index + 1;
      continue;
    }
    const written = /^\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*=/.exec(
      line,
    )?.[1];
    if (written === undefined) continue;
    const full = [...at, ...parts(written)];
    if (same(full, path) || (full.length < path.length && same(full, path.slice(0, full.length)))) return index + 1;
  }
  return header;
}

const parts = (dotted: string): readonly string[] =>
  [...dotted.matchAll(/"([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+)/g)].map((found) => found[1] ?? found[2] ?? found[3] ?? '');

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((part, i) => part === b[i]);
