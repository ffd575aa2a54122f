import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unify } from '../../../src/config/layouts.js';
import { complaints, loaded } from './texts.js';

describe('the three spellings of tables', () => {
  test.each([
    ['root keys', 'cli = "codex"\n[tasklist_filter]\nlabel = "a"'],
    ['CFG-S32 the table of all', '[millstone]\ncli = "codex"\n[millstone.tasklist_filter]\nlabel = "a"'],
    ['the table of artifacts', 'cli = "codex"\n[millstone.artifacts.tasklist_filter]\nlabel = "a"'],
    ['dotted keys', 'millstone.cli = "codex"\nmillstone.artifacts.tasklist_filter.label = "a"'],
    ['tables in one line', 'millstone = { cli = "codex", artifacts = { tasklist_filter = { label = "a" } } }'],
    ['quoted keys', '["millstone"]\n"cli" = "codex"\n["millstone".\'artifacts\'."tasklist_filter"]\nlabel = "a"'],
    ['all at once, saying the same', 'cli = "codex"\n[tasklist_filter]\nlabel = "a"\n[millstone]\ncli = "codex"'],
  ])('%s', async (_name, text) => {
    const { config, notices } = await loaded({ config: text });
    expect([config.cli, config.tasklist_filter.label, notices]).toEqual(['codex', 'a', []]);
  });

  test('tables of one name are put together', async () => {
    const { config } = await loaded({
      config: `
[tasklist_filter]
labels = ["a"]
[millstone.tasklist_filter]
milestone = "m"
[millstone.artifacts.tasklist_filter]
assignees = ["b"]
`,
    });
    expect(config.tasklist_filter).toMatchObject({ labels: ['a'], milestone: 'm', assignees: ['b'] });
  });

  test('an empty table takes nothing back', async () => {
    const { config } = await loaded({ config: '[tasklist_filter]\nlabels = ["a"]\n[millstone.tasklist_filter]\n' });
    expect(config.tasklist_filter.labels).toEqual(['a']);
  });
});

describe('two places that say different things', () => {
  test.each([
    [
      'a key (P5)',
      'cli = "codex"\n\n[millstone]\ncli = "claude"\n',
      'config.toml: cli (line 1) and millstone.cli (line 4) say different things',
    ],
    [
      'a key of a table',
      '[tasklist_filter]\nlabels = ["a"]\n[millstone.artifacts.tasklist_filter]\nlabels = ["b"]\n',
      'config.toml: tasklist_filter.labels (line 2) and millstone.artifacts.tasklist_filter.labels (line 4) say different things',
    ],
    [
      'a table and a value',
      'tasklist_filter = 3\n[millstone.tasklist_filter]\nlabels = ["a"]\n',
      'config.toml: tasklist_filter (line 1) and millstone.tasklist_filter.labels (line 3) say different things',
    ],
    [
      'an empty table and a value',
      'tasklist_filter = 3\n[millstone.tasklist_filter]\n',
      'config.toml: tasklist_filter (line 1) and millstone.tasklist_filter (line 2) say different things',
    ],
  ])('%s: both are named', async (_name, config, words) => {
    expect(await complaints({ config })).toContain(words);
  });

  test('three places make two complaints, the values besides', async () => {
    const found = await complaints({
      config:
        'tasklist_filter.label = "a"\nmillstone.tasklist_filter.label = "b"\nmillstone.artifacts.tasklist_filter.label = "c"\n',
    });
    expect(found).toHaveLength(2);
  });
});

test('however the leaves of a table are spread over the layouts, they come together', () => {
  const name = fc.constantFrom('a', 'b', 'c', '__proto__');
  const leaf = fc.record({ table: name, key: name, value: fc.integer(), layout: fc.constantFrom(0, 1, 2) });
  const leaves = fc.uniqueArray(leaf, { selector: ({ table, key }) => `${table}.${key}` });
  fc.assert(
    fc.property(leaves, (all) => {
      const wanted = Object.create(null);
      const file = Object.create(null);
      for (const { table, key, value, layout } of all) {
        set(wanted, [table, key], value);
        set(file, [...['millstone', 'artifacts'].slice(0, layout), table, key], value);
      }
      const { merged, clashes, writtenAs } = unify(file);
      expect(clashes).toEqual([]);
      expect(plain(merged)).toEqual(plain(wanted));
      for (const { table, key, layout } of all) {
        expect(writtenAs([table, key])).toEqual([...['millstone', 'artifacts'].slice(0, layout), table, key]);
      }
    }),
  );
});

function set(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) into[name] = value;
  else {
    into[name] ??= Object.create(null);
    set(into[name] as Record<string, unknown>, rest, value);
  }
}

/** Tables as sorted lists, so that one called `__proto__` is compared like any other. */
const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([name, inner]) => [name, plain(inner)])
        .sort()
    : value;
