import { describe, expect, test } from 'vitest';
import { load, loaded, settings } from './texts.js';

describe('the profile', () => {
  test('ON-S1 is the built-in one, in which the builder is the author', async () => {
    const { profile, written } = await loaded({});
    expect(profile).toEqual({
      name: null,
      role_aliases: { builder: 'author' },
      capability_tier: 'C1_local_write',
      artifact_contracts: ['opportunity', 'design', 'tasklist_item'],
      permitted_effect_classes: [],
      default_providers: {},
      loop_id: 'dev.review',
      task_class: 'transformative',
      verification: null,
      approval_gates: [],
    });
    expect(written.profile.size).toBe(0);
  });

  test('of your own is read from its file', async () => {
    const texts = { config: 'profile = "own"', profile: 'name = "Documents"\ncapability_tier = "C0_read_only"\n' };
    const { profile } = await loaded(texts);
    expect(profile).toMatchObject({ name: 'Documents', capability_tier: 'C0_read_only', loop_id: 'dev.review' });
  });

  test('ON-S6 PO-S8 cannot be changed once it is in force', async () => {
    const { profile } = await settings({ config: 'profile = "own"', profile: 'capability_tier = "C0_read_only"\n' });
    expect(profile).toEqual({ id: 'own', tier: 'C0_read_only' });
    expect(() => Object.assign(profile, { tier: 'C3_remote_critical' })).toThrow(TypeError);
  });

  test.each([
    ['own', 'profile = "owm"', 'did you mean own? known profiles: dev_implementation, own'],
    [undefined, '\nprofile = "docs"', 'known profiles: dev_implementation'],
  ])('ON-S5 CFG-S31, PO-S4 that there is not is refused with those there are', async (name, config, fix) => {
    const { problems } = await load(name === undefined ? { config } : { config, profile: '' });
    expect(problems).toEqual([
      {
        what: expect.stringMatching(/^config\.toml:\d: profile: there is no profile called "/),
        fix: expect.stringContaining(fix),
      },
    ]);
  });

  test.each([
    [
      'a wrong value',
      'capability_tier = "C9"',
      /^profiles\/own\.toml:1: capability_tier: expected one of "C0_read_only", /,
    ],
    ['no TOML', 'name =\n', /^profiles\/own\.toml:1:\d+: /],
  ])('with %s is refused with file and line', async (_name, profile, words) => {
    const { problems } = await load({ config: 'profile = "own"', profile });
    expect(problems.map(({ what }) => what)).toEqual([expect.stringMatching(words)]);
  });

  test('cannot be named out of its folder', async () => {
    const { problems } = await load({ config: 'profile = "../policy"' });
    expect(problems.map(({ what }) => what)).toEqual([expect.stringContaining('expected a name of letters')]);
  });
});
