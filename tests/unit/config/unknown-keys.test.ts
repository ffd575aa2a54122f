import { describe, expect, test } from 'vitest';
import { nearest } from '../../../src/config/nearest.js';
import { loaded, refusals } from './texts.js';

describe('an unknown key', () => {
  test.each([
    ['CFG-S3 a misspelt key', 'max_cyles = 3', { line: 1, key: 'max_cyles', nearest: 'max_cycles' }],
    ['two letters swapped', '\ntasklits = "a"', { line: 2, key: 'tasklits', nearest: 'tasklist' }],
    ['nothing like any other', 'colour = "red"', { line: 1, key: 'colour', nearest: null }],
    [
      'a key of a table',
      '[tasklist_filter]\nlabel = "a"\nstatusses = ["b"]',
      { line: 3, key: 'tasklist_filter.statusses', nearest: 'tasklist_filter.statuses' },
    ],
    ['a key in another layout', '[millstone]\nclli = "a"', { line: 2, key: 'millstone.clli', nearest: 'cli' }],
    [
      'a table of the third layout',
      '[millstone.artifacts.tasklist_fliter]\nlabel = "a"',
      { line: 1, key: 'millstone.artifacts.tasklist_fliter', nearest: 'tasklist_filter' },
    ],
    ['a key outside of its table', 'milestone = "v1"', { line: 1, nearest: 'tasklist_filter.milestone' }],
    ['an empty table', '[parralel]', { line: 1, key: 'parralel', nearest: null }],
    ['a key of an agent', '[agents.mine]\ncomand = "a"', { line: 2, nearest: 'agents.mine.command' }],
    ['a table of policy.toml', '[limits]\nmax_cycles = 3', { line: 1, nearest: 'limits in .millstone/policy.toml' }],
    ['one of project.toml', '[millstone.project]\na = 3', { nearest: 'project in .millstone/project.toml' }],
    ['a level of risk', 'risk_settings.hihg.max_cycles = 3', { line: 1, nearest: 'risk_settings.high' }],
  ])('%s is named with the nearest known one', async (_name, config, expected) => {
    const { notices } = await loaded({ config });
    expect(notices).toEqual([expect.objectContaining({ kind: 'unknown-key', file: 'config.toml', ...expected })]);
  });

  test.each([
    ['a section', '[limit]\nmax_loc_per_task = 3', { line: 1, key: 'limit', nearest: 'limits' }],
    ['a key', '[limits]\nmax_loc = 3', { line: 2, key: 'limits.max_loc', nearest: 'limits.max_loc_per_task' }],
    ['a shortened key', '[limits]\nmax_locs = 3', { line: 2, nearest: 'limits.max_loc_per_task' }],
    ['a key of another section', 'max_loc_per_task = 3', { line: 1, nearest: 'limits.max_loc_per_task' }],
    ['a table by its one key', 'limts.max_cycles = 3', { line: 1, key: 'limts', nearest: 'limits' }],
  ])('%s of policy.toml', async (_name, policy, expected) => {
    const { notices } = await loaded({ policy });
    expect(notices).toEqual([expect.objectContaining({ kind: 'unknown-key', file: 'policy.toml', ...expected })]);
  });

  test('is told together with what has to be set right', async () => {
    const told = await refusals({ config: 'max_cycle = 3\ncli = "foo"\n', policy: 'limt = 1\n' });
    expect(told.join('\n')).toMatch(
      /config\.toml:2: cli: .*foo.*config\.toml:1: max_cycle: there is no such key.*policy\.toml:1: limt: there is no such key/s,
    );
  });

  test('CFG-S3 it is left out, and a table of them makes one warning', async () => {
    const { config, notices } = await loaded({ config: '[wishes]\na = 1\nb = 2\n[wishes.more]\nc = 3\n' });
    expect(Object.keys(config)).not.toContain('wishes');
    expect(notices).toHaveLength(1);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is one like any other', async (name) => {
    const { config, notices } = await loaded({ config: `${name} = 3\n[tasklist_filter.${name}]\nlabels = ["x"]\n` });
    expect(notices.map((notice) => 'key' in notice && notice.key)).toEqual([name, `tasklist_filter.${name}`]);
    expect(config.tasklist_filter.labels).toEqual([]);
  });
});

test.each([
  ['cobol', null],
  ['pyton', 'python'],
])('a language whose checks are not known is told: %s', async (language, meant) => {
  const { notices } = await loaded({ project: `\n[project]\nlanguage = "${language}"` });
  expect(notices).toEqual([{ kind: 'unknown-language', file: 'project.toml', line: 3, language, nearest: meant }]);
});

test.each(['', 'auto', 'Go', 'TypeScript', 'C#'])('the language "%s" is one', async (language) => {
  expect((await loaded({ project: `[project]\nlanguage = "${language}"` })).notices).toEqual([]);
});

describe('a key whose mechanism is gone', () => {
  test.each([
    ['config', 'parallel_lock_git = "a"', { key: 'parallel_lock_git', instead: null }],
    ['config', '[millstone]\nparallel_lock_state = "a"', { key: 'millstone.parallel_lock_state', line: 2 }],
    ['config', 'parallel_lock_tasklist = 3', { key: 'parallel_lock_tasklist' }],
    ['project', '[tasklist]\npath = ""', { key: 'tasklist.path', line: 2, instead: 'tasklist in config.toml' }],
  ])('in %s.toml is accepted with one notice: %s', async (name, text, expected) => {
    const { notices } = await loaded({ [name]: text });
    expect(notices).toEqual([expect.objectContaining({ kind: 'retired-key', file: `${name}.toml`, ...expected })]);
  });

  test('is nobody to point at', async () => {
    const { notices } = await loaded({ config: 'parallel_lock_gti = "a"' });
    expect(notices).toEqual([expect.objectContaining({ kind: 'unknown-key', nearest: null })]);
  });
});

describe('nearest', () => {
  test.each([
    ['claud', ['claude', 'codex'], 'claude'],
    ['CODEX', ['claude', 'codex'], 'codex'],
    ['ocdex', ['claude', 'codex'], 'codex'],
    ['cli', ['cli', 'cli_sre'], 'cli'],
    ['gpt', ['claude', 'codex'], null],
    ['task', ['tasklist_file', 'max'], 'tasklist_file'],
    ['task', ['tasklist_file', 'tasklist_path'], null],
    ['tas', ['tasklist_file'], null],
    ['tasks', ['tasklist_file', 'max'], 'tasklist_file'],
    ['', ['claude'], null],
    ['claude', [], null],
  ])('of %s', (word, known, expected) => {
    expect(nearest(word, known)).toBe(expected);
  });
});
