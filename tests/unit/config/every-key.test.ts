import { parse } from 'smol-toml';
import { expect, test } from 'vitest';
import { CONFIG_KEYS } from '../../../src/config/config-schema.js';
import type { Keys } from '../../../src/config/key.js';
import { POLICY_KEYS } from '../../../src/config/policy-schema.js';
import { PROJECT_KEYS } from '../../../src/config/project-schema.js';
import { EVERY_CONFIG_KEY, EVERY_POLICY_KEY, EVERY_PROJECT_KEY } from './every-key.js';
import { loaded } from './texts.js';

const leaves = (keys: Keys, at = ''): readonly string[] =>
  Object.entries(keys).flatMap(([name, entry]) => {
    if (entry.kind === 'section') return leaves(entry.keys, `${at}${name}.`);
    if (entry.kind === 'named') return leaves(entry.keys, `${at}${name}.mine.`);
    return entry.kind === 'key' ? [`${at}${name}`] : [];
  });

test.each([
  ['config', EVERY_CONFIG_KEY, CONFIG_KEYS],
  ['policy', EVERY_POLICY_KEY, POLICY_KEYS],
  ['project', EVERY_PROJECT_KEY, PROJECT_KEYS],
] as const)(
  'AR-S37 every key of %s.toml is taken as it is written, numbers, lists and tables in tables too',
  async (name, text, keys) => {
    const result = await loaded({ [name]: text, profile: '' });
    expect(result.notices).toEqual([]);
    // Through JSON, since the parser's tables have no prototype.
    expect(result[name]).toEqual({
      ...(name === 'project' ? { tasklist: {} } : {}),
      ...JSON.parse(JSON.stringify(parse(text))),
    });
    expect([...result.written[name]].sort()).toEqual([...leaves(keys)].sort());
  },
);
