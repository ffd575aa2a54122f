import { FLAGS } from '../../../src/cli/options/all.js';
import { longName } from '../../../src/cli/options/flag.js';
import type { Keys } from '../../../src/config/key.js';
import { toml } from '../../../src/config/toml-value.js';

/** A heading with the keys below it, as a table of Markdown; tables inside follow with headings of their own. */
export function keySection(keys: Keys, table: string): string {
  const rows = Object.entries(keys).flatMap(([name, entry]) =>
    entry.kind === 'key' ? [`| ${cells(name, entry).join(' | ')} |`] : [],
  );
  const inner = Object.entries(keys).flatMap(([name, entry]) => {
    if (entry.kind === 'key' || entry.kind === 'retired') return [];
    const path = `${table === '' ? '' : `${table}.`}${name}`;
    return [keySection(entry.keys, entry.kind === 'named' ? `${path}.NAME` : path)];
  });
  const heading = table === '' ? '' : `#### \`[${table}]\`\n\n`;
  const own = rows.length === 0 ? '' : `${heading}${HEAD}${rows.join('\n')}\n`;
  return [own, ...inner].filter((text) => text !== '').join('\n');
}

/** A flag of a later version is not told yet. */
const KNOWN_FLAGS: ReadonlySet<string> = new Set(Object.values(FLAGS).map(longName));

const HEAD = '| Key | Value | Default | Meaning |\n|---|---|---|---|\n';

function cells(name: string, key: Extract<Keys[string], { readonly kind: 'key' }>): readonly string[] {
  const flag = key.flag === null || !KNOWN_FLAGS.has(key.flag) ? '' : ` Flag: \`${key.flag}\`.`;
  const waits = key.waitsFor === null ? '' : ` *Without effect so far: this version has no ${key.waitsFor} yet.*`;
  const example = key.default === key.example ? '' : ` Example: ${code(toml(key.example))}.`;
  return [
    code(name),
    escaped(key.type.expects),
    fallback(key.default),
    `${escaped(key.says)}${example}${flag}${waits}`,
  ];
}

const fallback = (value: unknown): string => (value === null ? 'not set' : code(toml(value)));

/** A vertical bar would end the cell. */
const escaped = (text: string): string => text.replaceAll('|', '\\|');
const code = (text: string): string => `\`${escaped(text)}\``;

/** The dotted keys that are accepted without effect, with what to use instead. */
export const retiredKeys = (keys: Keys, at = ''): readonly string[] =>
  Object.entries(keys).flatMap(([name, entry]) => {
    if (entry.kind === 'key') return [];
    if (entry.kind === 'retired') return [`\`${at}${name}\`${entry.instead === null ? '' : ` (use ${entry.instead})`}`];
    return retiredKeys(entry.keys, `${at}${name}.`);
  });
