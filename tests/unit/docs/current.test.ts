import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CONFIG_KEYS } from '../../../src/config/config-schema.js';
import type { Key, Keys } from '../../../src/config/key.js';
import { POLICY_KEYS } from '../../../src/config/policy-schema.js';
import { PROFILE_KEYS } from '../../../src/config/profile-schema.js';
import { PROJECT_KEYS } from '../../../src/config/project-schema.js';
import { load } from '../config/texts.js';
import { commandLinePage } from './command-line.js';
import { configurationPage, EXAMPLE } from './configuration.js';

const DOCS = resolve(import.meta.dirname, '../../../docs');

describe('what is made from the program is current; `npm run docs` writes it anew', () => {
  test('docs/configuration.md', async () => {
    await expect(configurationPage()).toMatchFileSnapshot(join(DOCS, 'configuration.md'));
  });

  test('docs/cli.md', async () => {
    await expect(commandLinePage()).toMatchFileSnapshot(join(DOCS, 'cli.md'));
  });
});

const keysIn = (keys: Keys, at: string): readonly (readonly [string, Key])[] =>
  Object.entries(keys).flatMap(([name, entry]): readonly (readonly [string, Key])[] => {
    if (entry.kind === 'key') return [[`${at}${name}`, entry]];
    return entry.kind === 'retired' ? [] : keysIn(entry.keys, `${at}${name}.`);
  });
const EVERY = Object.entries({
  config: CONFIG_KEYS,
  policy: POLICY_KEYS,
  project: PROJECT_KEYS,
  profile: PROFILE_KEYS,
});

describe('the examples', () => {
  test('of every key are right values of it', () => {
    const wrong = EVERY.flatMap(([file, keys]) => keysIn(keys, `${file}: `)).filter(
      ([, key]) => key.example === null || !key.type.schema.safeParse(key.example).success,
    );
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  test('of the page on configuration loads without a word', async () => {
    expect(await load({ config: EXAMPLE })).toMatchObject({ problems: [], notices: [] });
  });
});

test('every key says what it means in a sentence', () => {
  const silent = EVERY.flatMap(([file, keys]) => keysIn(keys, `${file}: `)).filter(
    ([, { says }]) => !/^[A-Z`].{10,}\.$/s.test(says),
  );
  expect(silent.map(([name]) => name)).toEqual([]);
});
