import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { CONFIG_KEYS } from '../../../src/config/config-schema.js';
import type { Feature, Keys } from '../../../src/config/key.js';
import { POLICY_KEYS } from '../../../src/config/policy-schema.js';
import { PROJECT_KEYS } from '../../../src/config/project-schema.js';
import { resolveSettings } from '../../../src/config/resolve.js';
import { isTable, type Table, toml } from '../../../src/config/toml-value.js';
import type { Settings } from '../../../src/domain/settings.js';
import { EVERY_CONFIG_KEY, EVERY_POLICY_KEY, EVERY_PROJECT_KEY } from './every-key.js';
import { AGENTS, load, settings } from './texts.js';

const ROOT = resolve(import.meta.dirname, '../../..');
const sourceFiles = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);

interface Tables {
  readonly config: Table;
  readonly policy: Table;
  readonly project: Table;
}
type File = keyof Tables;

const KEYS: Readonly<Record<File, Keys>> = { config: CONFIG_KEYS, policy: POLICY_KEYS, project: PROJECT_KEYS };
const FULL: Tables = {
  config: parse(EVERY_CONFIG_KEY),
  policy: parse(EVERY_POLICY_KEY),
  project: parse(EVERY_PROJECT_KEY),
};
const EMPTY: Tables = { config: {}, policy: {}, project: {} };

interface Leaf {
  readonly file: File;
  readonly path: readonly string[];
  readonly waitsFor: Feature | null;
}

const leaves = (file: File, keys: Keys, at: readonly string[] = []): readonly Leaf[] =>
  Object.entries(keys).flatMap(([name, entry]): readonly Leaf[] => {
    if (entry.kind === 'key') return [{ file, path: [...at, name], waitsFor: entry.waitsFor }];
    if (entry.kind === 'retired') return [];
    return leaves(file, entry.keys, [...at, name, ...(entry.kind === 'named' ? ['mine'] : [])]);
  });
const ALL = (Object.keys(KEYS) as File[]).flatMap((file) => leaves(file, KEYS[file]));

const valueAt = (table: Table, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, name) => (isTable(at) ? at[name] : undefined), table);

function without(table: Table, [name = '', ...rest]: readonly string[]): Table {
  const { [name]: inner, ...others } = table;
  return rest.length === 0 || !isTable(inner) ? others : { ...others, [name]: without(inner, rest) };
}

const alone = (path: readonly string[], value: unknown): Table =>
  path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as Table;

/** The settings of a run, or null when they are refused. */
async function settingsOf(tables: Tables): Promise<Settings | null> {
  const text = (table: Table): string =>
    Object.entries(table)
      .map(([name, value]) => `${name} = ${toml(value)}\n`)
      .join('');
  const { config, policy, project } = tables;
  const loaded = await load({
    config: text(config),
    policy: text(policy),
    project: text(project),
    profile: '',
  });
  const result = resolveSettings(loaded, {}, [...AGENTS, 'x']);
  return result.ok ? result.value : null;
}

/** Whether a key makes a difference: alone, or in the company of all others, where those it depends on are set. */
async function reaches({ file, path }: Leaf, nothing: Settings | null, all: Settings | null): Promise<boolean> {
  const byItself = await settingsOf({ ...EMPTY, [file]: alone(path, valueAt(FULL[file], path)) });
  if (byItself !== null && !isDeepStrictEqual(byItself, nothing)) return true;
  return !isDeepStrictEqual(await settingsOf({ ...FULL, [file]: without(FULL[file], path) }), all);
}

async function keysThat(reach: boolean, waiting: boolean): Promise<readonly string[]> {
  const [nothing, all] = [await settingsOf(EMPTY), await settingsOf(FULL)];
  if (nothing === null || all === null) throw new Error('the settings with no key, or with all of them, are refused');
  const found: string[] = [];
  for (const leaf of ALL.filter(({ waitsFor }) => (waitsFor !== null) === waiting))
    if ((await reaches(leaf, nothing, all)) === reach) found.push(`${leaf.file}.toml ${leaf.path.join('.')}`);
  return found;
}

// Every key is read twice: more than a unit test takes where others want the processor too.
describe('every key of the files', { timeout: 30_000 }, () => {
  test('changes the settings of a run, unless it is marked with what it waits for', async () => {
    // Wire it (config/resolve.ts), or put it into `waiting('...')` in its schema, which tells the user.
    expect(await keysThat(false, false)).toEqual([]);
  });

  test('that is marked as waiting changes nothing yet', async () => {
    // What it waited for has come: take it out of `waiting('...')` in its schema, or the user is told a lie.
    expect(await keysThat(true, true)).toEqual([]);
  });
});

describe('every setting of a run', () => {
  // Names that code reads of it: `settings.name`, `{ name } = ...settings`, `Pick<Settings, 'name'>`.
  test('is read outside of the configuration', async () => {
    const files = sourceFiles('src').filter((file) => !/^src\/(?:config|domain)\//.test(file));
    const code = files.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
    const picked = [...code.matchAll(/Pick<\s*Settings,([^>]+)>/g)].map(([, names]) => names ?? '').join(' ');
    const taken = [...code.matchAll(/\{([^{}]*)\} = [\w.]*settings(?:\.value)?\b(?!\.)/g)]
      .map(([, names]) => names ?? '')
      .join(' ');
    const unread = Object.keys((await settings({})) satisfies Settings).filter(
      (name) =>
        !new RegExp(`\\bsettings(?:\\.value)?\\.${name}\\b`).test(code) &&
        !new RegExp(`\\b${name}\\b`).test(`${picked} ${taken}`),
    );
    expect(unread).toEqual([]);
  });
});
