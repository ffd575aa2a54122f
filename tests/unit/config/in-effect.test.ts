import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { inEffect, type TypedValue } from '../../../src/config/in-effect.js';
import { settingsText } from '../../../src/config/in-effect-text.js';
import type { Name } from '../../../src/config/load.js';
import { loaded, type Texts } from './texts.js';

const found = async (texts: Texts, typed: Readonly<Record<string, TypedValue>> = {}) =>
  inEffect(await loaded(texts), new Map(Object.entries(typed)));
const one = async (name: Name, key: string, ...given: Parameters<typeof found>) => {
  const setting = (await found(...given))[name].find((other) => other.key === key);
  return setting === undefined ? undefined : { value: setting.value, ...setting.origin };
};
const at = (file: string, line: number, key: string) => ({ from: 'file', file, line, key });

describe('a setting in effect knows where it comes from', () => {
  test.each([
    ['nowhere', 'config', 'max_cycles', {}, { value: 3, from: 'default' }],
    [
      'a file',
      'config',
      'max_cycles',
      { config: '\nmax_cycles = 7' },
      { value: 7, ...at('config.toml', 2, 'max_cycles') },
    ],
    [
      'a file that says the default',
      'config',
      'max_cycles',
      { config: 'max_cycles = 3' },
      { value: 3, ...at('config.toml', 1, 'max_cycles') },
    ],
    [
      'another layout',
      'config',
      'tasklist_filter.milestone',
      { config: '[millstone.artifacts.tasklist_filter]\nmilestone = "v1"' },
      { value: 'v1', ...at('config.toml', 2, 'millstone.artifacts.tasklist_filter.milestone') },
    ],
    [
      'an agent of its own',
      'config',
      'agents.mine.command',
      { config: '[agents.mine]\ncommand = "c"' },
      { value: 'c', ...at('config.toml', 2, 'agents.mine.command') },
    ],
    [
      'the policy',
      'policy',
      'limits.max_files_per_task',
      { policy: '[limits]\nmax_files_per_task = 9' },
      { value: 9, ...at('policy.toml', 2, 'limits.max_files_per_task') },
    ],
    [
      'the project',
      'project',
      'lint.command',
      { project: 'lint.command = "make lint"' },
      { value: 'make lint', ...at('project.toml', 1, 'lint.command') },
    ],
    [
      'a profile',
      'profile',
      'name',
      { config: 'profile = "own"', profile: 'name = "Documents"' },
      { value: 'Documents', ...at('profiles/own.toml', 1, 'name') },
    ],
  ] as const)('%s', async (_name, file, key, texts, expected) => {
    expect(await one(file, key, texts)).toEqual(expected);
  });

  test('a flag goes before a file', async () => {
    const typed = { max_cycles: { flag: '--max-cycles', value: 9 } };
    expect(await one('config', 'max_cycles', { config: 'max_cycles = 7' }, typed)).toEqual({
      value: 9,
      from: 'flag',
      flag: '--max-cycles',
    });
  });
});

describe('a key that speaks for another', () => {
  test.each([
    ['the option of the tasklist', 'tasklist', '[tasklist_provider_options]\npath = "t.md"', 't.md', 2],
    ['CFG-S15 a tracked tasklist', 'tasklist', '\ncommit_tasklist = true', 'docs/tasklist.md', 2],
    ['CFG-S16 a tasklist of its own', 'tasklist', 'commit_tasklist = true\ntasklist = "x.md"', 'x.md', 2],
    ['the type of the tracker', 'tasklist_provider', 'tasklist_provider_options.type = "jira"', 'jira', 1],
    ['a short form', 'tasklist_filter.labels', 'tasklist_filter.label = "a"', ['a'], 1],
  ])('%s', async (_name, key, config, value, line) => {
    expect(await one('config', key, { config })).toMatchObject({ value, from: 'file', file: 'config.toml', line });
  });

  test('PO-S24 sensitive files of the project, until the policy has its own', async () => {
    const project = 'sensitive_paths.patterns = ["*.p12"]';
    expect(await one('policy', 'sensitive.paths', { project })).toEqual({
      value: ['*.p12'],
      ...at('project.toml', 1, 'sensitive_paths.patterns'),
    });
    expect(await one('policy', 'sensitive.paths', { project, policy: 'sensitive.paths = ["*.jks"]' })).toEqual({
      value: ['*.jks'],
      ...at('policy.toml', 1, 'sensitive.paths'),
    });
  });
});

describe('settings as text', () => {
  const CONFIG = 'cli = "codex"\n[agents.mine]\nargs = ["a b", "\\"c\\""]\n[risk_settings.low]\nmax_cycles = 7\n';

  test('each file can be read back as what is in effect', async () => {
    const texts = {
      config: CONFIG,
      policy: '[dangerous]\npatterns = ["a\\\\s+b"]\n',
      project: 'tests.command = "x"\n',
    };
    const [before, settings] = [await loaded(texts), await found(texts)];
    const again = await loaded({
      config: settingsText(settings.config),
      policy: settingsText(settings.policy),
      project: settingsText(settings.project),
    });
    expect([again.config, again.policy, again.project]).toEqual([before.config, before.policy, before.project]);
    expect(again.notices).toEqual([]);
  });

  test('every line names a place; what is not set is a comment', async () => {
    const { config } = await found({ config: CONFIG });
    const lines = settingsText(config).split('\n');
    expect(lines).toContain('cli = "codex"                                         # config.toml:1');
    expect(lines).toContain('max_cycles = 7                                        # config.toml:5');
    expect(lines).toContain('# roadmap is not set                                  # default');
    const silent = lines.filter((line) => line !== '' && !line.startsWith('[') && !/ {2}# /.test(line));
    expect(silent).toEqual([]);
    expect(parse(settingsText(config))).not.toHaveProperty('roadmap');
  });

  test('a key without effect says so where it is written', async () => {
    const { config } = await found({ config: 'mcp_server = "tracker"' });
    expect(settingsText(config)).toMatch(
      /^mcp_server = "tracker" +# config\.toml:1; without effect: .+ remote trackers yet$/m,
    );
  });
});
