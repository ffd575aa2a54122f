import { describe, expect, test } from 'vitest';
import { CONFIG_KEYS } from '../../../src/config/config-schema.js';
import type { Settings } from '../../../src/domain/settings.js';
import { cyclesFor } from '../../../src/policy/risk.js';
import { settings } from './texts.js';

describe('flags over files over defaults', () => {
  test.each([
    ['maxCycles', 3, 'max_cycles = 4', 4, { maxCycles: 6 }, 6],
    ['promptsDir', null, 'prompts_dir = "a"', 'a', { promptsDir: 'b' }, 'b'],
    ['agentTimeoutMs', 3_600_000, 'timeout = 5', 5_000, { timeout: 0 }, 0],
    ['agentIdleMs', 900_000, 'idle_timeout = 5', 5_000, { idleTimeout: 7 }, 7_000],
    ['tasklist', '.millstone/tasklist.md', 'tasklist = "a.md"', 'a.md', { tasklist: 'b.md' }, 'b.md'],
  ] as const)('%s', async (name, byDefault, config, byFile, flags, byFlag) => {
    const [none, file, both] = [await settings({}), await settings({ config }), await settings({ config }, flags)];
    expect([none[name], file[name], both[name]]).toEqual([byDefault, byFile, byFlag]);
  });

  test.each([
    ['commitBy', 'author', 'commit_by = "tool"', 'tool'],
    ['sanity', true, 'sanity = false', false],
    ['retryOnEmpty', true, 'retry_on_empty_response = false', false],
    ['rateLimitWaitMs', 21_600_000, 'rate_limit_wait = 0', 0],
    ['hookTimeoutMs', 600_000, 'hook_timeout = 1', 1_000],
    ['verbosity', 'normal', 'log_verbosity = "minimal"', 'minimal'],
    ['logDiff', 'summary', 'log_diff_mode = "none"', 'none'],
    ['heartbeatMs', 30_000, 'parallel_heartbeat_interval = 1', 1_000],
    ['notify', null, 'notify = "./tell"', './tell'],
    ['heartbeatTtlMs', 300_000, 'parallel_heartbeat_ttl = 1', 1_000],
  ] as const)('%s, which has no flag', async (name, byDefault, config, byFile) => {
    expect([(await settings({}))[name], (await settings({ config }))[name]]).toEqual([byDefault, byFile]);
  });

  test.each(['allowDirty', 'yesHighRisk', 'noTasklistEdits'] as const)('%s is off until it is typed', async (name) => {
    expect([(await settings({}))[name], (await settings({}, { [name]: true }))[name]]).toEqual([false, true]);
  });

  test('a time that no timer can hold is the longest one', async () => {
    const { agentTimeoutMs } = await settings({ config: 'timeout = 31536000' });
    expect(agentTimeoutMs).toBe(2 ** 31 - 1);
  });
});

describe('the limit on lines', () => {
  const OF_POLICY = 'limits.max_loc_per_task in .millstone/policy.toml';
  test.each([
    ['nothing is written', {}, {}, 2000, OF_POLICY],
    [
      'CFG-S24 the policy allows more than the flag',
      { policy: 'limits.max_loc_per_task = 999' },
      { locThreshold: 10 },
      10,
      '--loc-threshold',
    ],
    [
      'CFG-S24 the flag allows more than the policy',
      { policy: 'limits.max_loc_per_task = 10' },
      { locThreshold: 999 },
      10,
      OF_POLICY,
    ],
    ['the file allows less', { config: 'loc_threshold = 5' }, {}, 5, 'loc_threshold in .millstone/config.toml'],
    [
      'the flag allows more than the file',
      { config: 'loc_threshold = 5' },
      { locThreshold: 50 },
      50,
      '--loc-threshold',
    ],
    ['no line is allowed', { config: 'loc_threshold = 0' }, {}, 0, 'loc_threshold in .millstone/config.toml'],
    ['both say the same', { policy: 'limits.max_loc_per_task = 10' }, { locThreshold: 10 }, 10, OF_POLICY],
  ])('%s: the smaller one, by its name', async (_name, texts, flags, limit, rule) => {
    expect((await settings(texts, flags)).loc).toEqual({ limit, rule });
  });
});

describe('cycles (L6)', () => {
  const cycles = async (config: string, policy = '', flags = {}) => {
    const all = await settings({ config, policy }, flags);
    return ([null, 'low', 'medium', 'high'] as const).map((risk) => cyclesFor(risk, all));
  };

  test.each([
    ['by default', '', '', {}, [3, 2, 3, 5]],
    ['CFG-S34 with a level of risk', 'risk_settings.low.max_cycles = 7', '', {}, [3, 7, 3, 5]],
    ['with the plain key, which risk goes before', 'max_cycles = 9', '', {}, [9, 2, 3, 5]],
    ['with the flag, which goes before all', 'risk_settings.low.max_cycles = 7', '', { maxCycles: 6 }, [6, 6, 6, 6]],
    ['under a bound of the policy', '', '[limits]\nmax_cycles = 3', {}, [3, 2, 3, 3]],
    ['with the flag under the bound', '', '[limits]\nmax_cycles = 3', { maxCycles: 6 }, [3, 3, 3, 3]],
    ['under a policy that says nothing of them', '', '[limits]\nmax_loc_per_task = 3', { maxCycles: 6 }, [6, 6, 6, 6]],
  ])('%s', async (_name, config, policy, flags, expected) => {
    expect(await cycles(config, policy, flags)).toEqual(expected);
  });
});

test('settings are frozen through and through', async () => {
  const all = await settings({ policy: 'dangerous.patterns = ["a"]' });
  const thawed = (value: unknown, at: string): readonly string[] => {
    // Compiled patterns are left alone, see deep-freeze.ts.
    if (typeof value !== 'object' || value === null || value instanceof RegExp) return [];
    const inside = Object.entries(value).flatMap(([name, inner]) => thawed(inner, `${at}.${name}`));
    return Object.isFrozen(value) ? inside : [at, ...inside];
  };
  expect(thawed(all, 'settings')).toEqual([]);
  expect(() => (all.artifacts as string[]).push('a')).toThrow(TypeError);
  expect(() =>
    Object.assign(all.agents.author, { cli: 'codex' } satisfies Partial<Settings['agents']['author']>),
  ).toThrow(TypeError);
});

test('what was typed leaves no trace in the defaults', async () => {
  await settings({ config: 'eval_scripts = ["a"]\n[risk_settings.low]\nmax_cycles = 7' });
  expect(CONFIG_KEYS.eval_scripts.default).toEqual([]);
  expect((await settings({})).riskCycles.low).toBe(2);
});

describe('the checks of the project', () => {
  test('CFG-S29 commands that are written, null where they are found out, and their time limit', async () => {
    const project = '[project]\nlanguage = "go"\n[tests]\ncommand = "make test"\ntimeout = 60\n[lint]\ncommand = ""\n';
    expect((await settings({ project })).project).toEqual({
      name: null,
      language: 'go',
      commands: { tests: 'make test', lint: null, typing: null, security: null, complexity: null },
      coverageCommand: null,
      smokeCommand: null,
      junit: null,
      coverage: { path: null, format: null },
      checkTimeoutMs: 60_000,
    });
  });

  test('are run unless verify = false says no', async () => {
    expect((await settings({})).verify).toBe(true);
    expect((await settings({ config: 'verify = false\n' })).verify).toBe(false);
  });
});

test('CLI-S51 --full-diff wins over what the file says of diffs', async () => {
  expect((await settings({ config: 'log_diff_mode = "none"' }, { fullDiff: true })).logDiff).toBe('full');
});
