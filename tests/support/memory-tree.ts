import type { FileChange } from '../../src/domain/change.js';

/** Whole files by path. */
export type Files = Readonly<Record<string, string>>;

export const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/** Writes files; null deletes. */
export function edited(files: Files, edits: Readonly<Record<string, string | null>>): Files {
  const merged: Record<string, string | null> = { ...files, ...edits };
  const kept = Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== null);
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Names that differ, sorted. */
const differing = (a: Files, b: Files): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name]).sort();

/** The difference of two trees; a file that went and came back whole under another name is a rename. */
export function diffOf(a: Files, b: Files): FileChange[] {
  const names = differing(a, b);
  const gone = names.filter((name) => b[name] === undefined);
  const renamed = new Map<string, string>();
  for (const name of names.filter((one) => a[one] === undefined)) {
    const from = gone.find((old) => a[old] === b[name] && ![...renamed.values()].includes(old));
    if (from !== undefined) renamed.set(name, from);
  }
  const taken = [...renamed.values()];
  return names.flatMap((path): FileChange[] => {
    if (taken.includes(path)) return [];
    const from = renamed.get(path) ?? null;
    const [before, after] = [a[from ?? path], b[path]];
    const status =
      from !== null ? 'renamed' : a[path] === undefined ? 'added' : after === undefined ? 'deleted' : 'modified';
    const [was, is] = [lines(before ?? ''), lines(after ?? '')];
    const added = is.filter((line) => !was.includes(line)).length;
    const deleted = was.filter((line) => !is.includes(line)).length;
    return [{ path, from, status, added, deleted, binary: false, generated: false }];
  });
}

/** `onto` with the difference of `from` and `to`; the names of files that both sides changed, when there are any. */
export function transplanted(onto: Files, from: Files, to: Files): Files | string[] {
  const names = differing(from, to);
  const both = names.filter((name) => onto[name] !== from[name] && onto[name] !== to[name]);
  return both.length > 0 ? both : edited(onto, Object.fromEntries(names.map((name) => [name, to[name] ?? null])));
}
