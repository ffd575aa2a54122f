import type { Problem } from '../domain/halt.js';
import type { Notice } from '../domain/notice.js';
import type { Keys, ValuesOf } from './key.js';
import { locateLine } from './locate-line.js';
import { nearest } from './nearest.js';
import { readKeys } from './read-keys.js';
import type { TomlFile } from './read-toml.js';

/** A file of sections, each with its own keys. `written` holds `section.key` of what stands in it. */
export interface ReadSections<S extends Readonly<Record<string, Keys>>> {
  readonly values: { readonly [N in keyof S]: ValuesOf<S[N]> };
  readonly written: ReadonlySet<string>;
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
}

/** Checks a file of sections: a known section that is no table is a problem, an unknown one a notice. */
export function readSections<S extends Readonly<Record<string, Keys>>>(
  sections: S,
  toml: TomlFile,
  retired: Readonly<Record<string, string | null>> = {},
): ReadSections<S> {
  const problems: Problem[] = [];
  const notices: Notice[] = [];
  const written = new Set<string>();
  const values: Record<string, unknown> = {};
  for (const [name, keys] of Object.entries(sections)) {
    const given = toml.table[name];
    const isTable = typeof given === 'object' && given !== null && !Array.isArray(given);
    if (given !== undefined && !isTable) {
      const line = locateLine(toml.source, [name]);
      problems.push({
        what: `${toml.file}${line === null ? '' : `:${line}`}: ${name}: a table is expected, got ${JSON.stringify(given)}`,
        fix: `write [${name}] above its keys`,
      });
    }
    const read = readKeys(keys, isTable ? (given as Record<string, unknown>) : {}, { file: toml, at: [name], retired });
    values[name] = read.values;
    problems.push(...read.problems);
    notices.push(...read.notices);
    for (const one of read.written) written.add(`${name}.${one}`);
  }
  for (const name of Object.keys(toml.table)) {
    if (Object.hasOwn(sections, name)) continue;
    notices.push({
      kind: 'unknown-key',
      file: toml.file,
      line: locateLine(toml.source, [name]),
      key: name,
      nearest: nearest(name, Object.keys(sections)),
    });
  }
  return { values: values as ReadSections<S>['values'], written, problems, notices };
}
