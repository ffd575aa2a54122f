import { describe, expect, test } from 'vitest';
import { refusals, settings } from './texts.js';

describe('where the tasklist is (P10)', () => {
  test.each([
    ['its default', '', {}, '.millstone/tasklist.md'],
    ['the key', 'tasklist = "a.md"', {}, 'a.md'],
    ['the option of its provider', 'tasklist_provider_options.path = "b.md"', {}, 'b.md'],
    ['both, saying the same', 'tasklist = "a.md"\ntasklist_provider_options.path = "./a.md"', {}, 'a.md'],
    ['the flag over both', 'tasklist = "a.md"\ntasklist_provider_options.path = "a.md"', { tasklist: 'c.md' }, 'c.md'],
    ['CFG-S15 kept in the repository', 'commit_tasklist = true', {}, 'docs/tasklist.md'],
    [
      'CFG-S15 kept in the repository although the default is written',
      'commit_tasklist = true\ntasklist = ".millstone/tasklist.md"',
      {},
      'docs/tasklist.md',
    ],
    ['CFG-S16 kept in the repository under another name', 'commit_tasklist = true\ntasklist = "x.md"', {}, 'x.md'],
    ['the same by the option', 'commit_tasklist = true\ntasklist_provider_options.path = "x.md"', {}, 'x.md'],
    [
      'the flag, which nothing moves',
      'commit_tasklist = true',
      { tasklist: '.millstone/tasklist.md' },
      '.millstone/tasklist.md',
    ],
    ['a path in other words', 'tasklist = "./docs/../tasks.md"', {}, 'tasks.md'],
    ['a whole path', '', { tasklist: '/r/docs/tasks.md' }, 'docs/tasks.md'],
  ])('%s', async (_name, config, flags, expected) => {
    expect((await settings({ config }, flags)).tasklist).toBe(expected);
  });

  test('two keys that name different files are refused, both named', async () => {
    const config = 'tasklist = "a.md"\n[millstone.tasklist_provider_options]\npath = "b.md"\n';
    const words =
      'config.toml:1: tasklist and config.toml:3: millstone.tasklist_provider_options.path name different files';
    expect(await refusals({ config })).toEqual([words]);
    // The files contradict each other whatever was typed.
    expect(await refusals({ config }, { tasklist: 'c.md' })).toEqual([words]);
  });

  test.each([
    ['outside', '\ntasklist = "../a.md"', {}, 'config.toml:2: tasklist: ../a.md is no file of the repository'],
    ['elsewhere', '', { tasklist: '/home/me/tasks.md' }, '--tasklist: /home/me/tasks.md is no file of the repository'],
    [
      'at the top',
      'tasklist_provider_options.path = "."',
      {},
      'config.toml:1: tasklist_provider_options.path: . is no file of the repository',
    ],
  ])('%s is refused', async (_name, config, flags, words) => {
    expect(await refusals({ config }, flags)).toEqual([words]);
  });
});

describe('what is no dirt (L18)', () => {
  const TASKLIST = '.millstone/tasklist.md';
  test.each([
    ['by default', '', [TASKLIST, '.millstone/designs', '.millstone/opportunities.md']],
    [
      'kept in the repository',
      'commit_tasklist = true\ncommit_designs = true\ncommit_opportunities = true',
      ['docs/tasklist.md', 'designs', 'opportunities.md'],
    ],
    [
      'at paths of their own, which go before',
      'commit_designs = true\ndesign_provider_options.path = "./d/"\n[opportunity_provider_options]\npath = "o.md"',
      [TASKLIST, 'd', 'o.md'],
    ],
    [
      'with a roadmap',
      'roadmap = "./docs/roadmap.md"',
      [TASKLIST, 'docs/roadmap.md', '.millstone/designs', '.millstone/opportunities.md'],
    ],
    [
      'with paths outside, where no dirt can be',
      'roadmap = "../roadmap.md"\ndesign_provider_options.path = "/elsewhere"',
      [TASKLIST, '.millstone/opportunities.md'],
    ],
  ])('%s', async (_name, config, expected) => {
    expect((await settings({ config })).artifacts).toEqual(expected);
  });
});

describe('where tasks live', () => {
  test('two keys that name different providers are refused', async () => {
    const config = 'tasklist_provider = "jira"\n[tasklist_provider_options]\ntype = "linear"\n';
    expect(await refusals({ config })).toEqual([
      'config.toml:1: tasklist_provider and config.toml:3: tasklist_provider_options.type name different providers',
    ]);
  });

  test.each([
    ['the type alone', 'tasklist_provider_options.type = "linear"'],
    ['both, saying the same', 'tasklist_provider = "linear"\ntasklist_provider_options.type = "linear"'],
  ])('%s is fine', async (_name, config) => {
    expect(await refusals({ config })).toEqual([]);
  });
});
