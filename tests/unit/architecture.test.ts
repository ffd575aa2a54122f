import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const WIDTH = 110;

/** A line for each folder that holds files, with their names; as docs/architecture.md shows the tree. */
function tree(folder: string): string[] {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => `${folder}/${entry.name}`);
  const lines = names.length === 0 ? [] : [`${folder}/`, ...wrapped(names.sort())];
  return [...lines, ...folders.sort().flatMap(tree)];
}

function wrapped(names: readonly string[]): string[] {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 2 + name.length <= WIDTH) lines[lines.length - 1] = `${last}  ${name}`;
    else lines.push(`    ${name}`);
  }
  return lines;
}

test('the tree in docs/architecture.md is the real one', () => {
  const real = ['bin', 'prompts', 'src'].flatMap(tree).join('\n');
  const text = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
  const shown = /<!-- tree -->\n```\n([\s\S]*?)\n```/.exec(text)?.[1];
  expect(shown).toBe(real);
});
