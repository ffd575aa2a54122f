import { describe, expect, test } from 'vitest';
import { SENSITIVE } from '../../../src/config/policy-schema.js';
import { settings } from './texts.js';

describe('the globs of sensitive files', () => {
  const OWN = 'sensitive_paths.patterns = ["*.p12"]';
  test.each([
    ['nobody writes any', {}, SENSITIVE],
    ['the project does', { project: OWN }, ['*.p12']],
    ['CFG-S27 both do', { policy: 'sensitive.paths = ["*.jks"]', project: OWN }, ['*.jks']],
    ['the policy has an empty list', { policy: 'sensitive.paths = []' }, SENSITIVE],
    [
      'the policy has an empty list, the project a full one',
      { policy: 'sensitive.paths = []', project: OWN },
      ['*.p12'],
    ],
    ['both lists are empty', { policy: 'sensitive.paths = []', project: 'sensitive_paths.patterns = []' }, SENSITIVE],
    ['the policy says other things of them', { policy: 'sensitive.require_approval = false', project: OWN }, ['*.p12']],
  ])('when %s', async (_name, texts, expected) => {
    expect((await settings(texts)).policy.sensitive.paths).toEqual(expected);
  });
});

test('every rule of the file reaches the settings', async () => {
  const { policy } = await settings({
    policy: `
limits = { loc_exclude = ["*.lock"], max_files_per_task = 7 }
sensitive = { enabled = false, require_approval = false }
secrets.enabled = false
dangerous = { patterns = ["eval\\\\("], paths_ignore = ["docs/**"], block = false }
protected.paths = ["Makefile"]
review.block_on = ["high"]
`,
  });
  expect(policy).toEqual({
    locExclude: ['*.lock'],
    maxFiles: 7,
    sensitive: { enabled: false, paths: SENSITIVE, block: false },
    secrets: false,
    dangerous: { patterns: [/eval\(/i], pathsIgnore: ['docs/**'], block: false },
    protectedPaths: ['Makefile'],
    blockOn: ['high'],
    enforceSingleTask: true,
  });
});

test('by default everything is on and blocks (L10)', async () => {
  const { policy } = await settings({});
  expect(policy).toMatchObject({
    maxFiles: 0,
    sensitive: { enabled: true, block: true },
    secrets: true,
    dangerous: { block: true },
    blockOn: ['critical'],
    enforceSingleTask: true,
  });
});

test.each([
  ['rm -rf /', true],
  ['RM -RF /', true],
  ['drop table users', true],
  ['git push --force', true],
  ['DELETE FROM users WHERE 1=1', true],
  ['rm -r build', false],
])('the patterns of the defaults on: %s', async (line, dangerous) => {
  const { patterns } = (await settings({})).policy.dangerous;
  expect(patterns.some((pattern) => pattern.test(line))).toBe(dangerous);
});
