import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { FLAGS } from '../../../src/cli/options/all.js';
import { longName } from '../../../src/cli/options/flag.js';
import { CONFIG_KEYS } from '../../../src/config/config-schema.js';
import { HALT_RULES } from '../../../src/domain/halt-rules.js';

const page = readFileSync(resolve(import.meta.dirname, '../../../docs/ci.md'), 'utf8');
const blocks = (kind: string): readonly string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((found) => found[1] ?? '');

/** Flags of other programs on the page. */
const OTHERS = [
  '--exclude',
  '--count',
  '--json',
  '--max-time',
  '--repo',
  '--fill',
  '--head',
  '--show-current',
  '--global',
  '--add',
];

describe('the page on CI', () => {
  test('names flags that there are', () => {
    const known = new Set([...Object.values(FLAGS).map(longName), ...OTHERS]);
    const named = [...page.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([flag]) => flag);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((flag) => !known.has(flag))).toEqual([]);
  });

  test('names settings that there are', () => {
    const keys = blocks('toml').flatMap((text) => Object.keys(parse(text)));
    expect(keys).toContain('notify');
    expect(keys.filter((key) => !(key in CONFIG_KEYS))).toEqual([]);
    expect('parallel_heartbeat_ttl' in CONFIG_KEYS).toBe(true);
  });

  test('names the code of every family of halts', () => {
    const table = page.slice(page.indexOf('| Code | Family |'), page.indexOf('`--json` writes'));
    const told = new Set([...table.matchAll(/\b\d\d\b/g)].map(([code]) => Number(code)));
    const families = Object.values(HALT_RULES).map(({ family }) => family);
    expect(families.filter((family) => family !== 1 && !told.has(family))).toEqual([]);
  });
});
