import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config/load.js';
import { MemoryFiles } from '../../support/memory-files.js';
import { complaints, loaded, PLACES } from './texts.js';

describe('what is written', () => {
  test('CFG-S2 one key changes one value', async () => {
    const [plain, changed] = [await loaded({}), await loaded({ config: 'max_cycles = 7' })];
    expect(changed.config).toEqual({ ...plain.config, max_cycles: 7 });
    expect([...changed.written.config]).toEqual(['max_cycles']);
    expect(changed.top).toBe('/r');
  });

  test('CFG-S5 the keys of parallel runs are taken', async () => {
    const { config } = await loaded({
      config: 'parallel_enabled = true\nparallel_concurrency = 4\nparallel_merge_strategy = "cherry-pick"\n',
    });
    expect([config.parallel_enabled, config.parallel_concurrency, config.parallel_merge_strategy]).toEqual([
      true,
      4,
      'cherry-pick',
    ]);
  });

  test.each([
    ['CFG-S10 a filter', '[tasklist_filter]\nlabels = ["a"]', 'tasklist_filter', { labels: ['a'] }],
    ['a risk level', '[risk_settings]\nhigh = { max_cycles = 6 }', 'risk_settings.high', { max_cycles: 6 }],
    ['constraints', 'task_constraints = { max_loc = 50 }', 'task_constraints', { max_loc: 50 }],
  ])('%s written in part keeps its other defaults', async (_name, config, at, part) => {
    const valueAt = (of: object): object => at.split('.').reduce((v, name) => Reflect.get(v, name), of);
    const before = valueAt((await loaded({})).config);
    expect(valueAt((await loaded({ config })).config)).toEqual({ ...before, ...part });
  });

  test('CFG-S23 PO-S37 a policy with one limit keeps all else', async () => {
    const [plain, changed] = [await loaded({}), await loaded({ policy: '[limits]\nmax_loc_per_task = 5' })];
    expect(changed.policy).toEqual({ ...plain.policy, limits: { ...plain.policy.limits, max_loc_per_task: 5 } });
  });

  test('the whole example of the manual loads without a word', async () => {
    const { config, notices } = await loaded({
      config: `
max_cycles = 3
tasklist = ".millstone/tasklist.md"
roadmap = "docs/roadmap.md"
cli = "claude"
cli_builder = "codex"
approve_plans = true

[tasklist_filter]
labels = ["sprint-1"]
assignees = ["alice", "bob"]

[millstone.tasklist_filter]
milestone = "v1.2"

[risk_settings.high]
max_cycles = 6
require_approval = true
`,
    });
    expect(notices).toEqual([]);
    expect(config.tasklist_filter).toMatchObject({
      labels: ['sprint-1'],
      assignees: ['alice', 'bob'],
      milestone: 'v1.2',
    });
    expect(config.risk_settings.high.max_cycles).toBe(6);
    expect(config.roadmap).toBe('docs/roadmap.md');
  });
});

describe('what is read leniently', () => {
  test.each([
    ['digits in quotes', 'max_cycles = "4"', 'max_cycles', 4],
    ['digits in quotes for a number', 'max_cost = "5"', 'max_cost', 5],
    ['a text for a list', 'eval_scripts = "ls"', 'eval_scripts', ['ls']],
    ['an empty agent', 'cli = ""', 'cli', 'claude'],
    ['an empty agent of a role', 'cli_reviewer = ""', 'cli_reviewer', null],
    ['a whole number with a point', 'max_cycles = 4.0', 'max_cycles', 4],
    ['a negative number of tasks', 'max_tasks = -1', 'max_tasks', -1],
  ] as const)('%s', async (_name, config, key, value) => {
    expect((await loaded({ config })).config[key]).toEqual(value);
  });

  test('CFG-S37 a text for the labels of a filter is one label', async () => {
    const { config } = await loaded({ config: 'tasklist_filter = { labels = "x" }' });
    expect(config.tasklist_filter.labels).toEqual(['x']);
  });

  test('a text for lists of a policy', async () => {
    const { policy } = await loaded({
      policy: 'sensitive.paths = "*.pem"\ndangerous.patterns = "eval"\nreview.block_on = "high"',
    });
    expect([policy.sensitive.paths, policy.dangerous.patterns, policy.review.block_on]).toEqual([
      ['*.pem'],
      ['eval'],
      ['high'],
    ]);
  });

  test.each([
    ['a byte order mark', '\uFEFFmax_cycles = 7\n'],
    ['Windows line ends', '# settings\r\n\r\nmax_cycles = 7\r\n[risk_settings]\r\n'],
    ['both', '\uFEFF# settings\r\nmax_cycles = 7\r\n'],
  ])('%s', async (_name, config) => {
    const { config: values, notices } = await loaded({ config });
    expect([values.max_cycles, notices]).toEqual([7, []]);
  });

  test('an empty file, and one of comments, say nothing', async () => {
    const { written, notices } = await loaded({ config: '', policy: '# nothing\n', project: '\uFEFF' });
    expect([written.config.size, written.policy.size, written.project.size, notices.length]).toEqual([0, 0, 0, 0]);
  });
});

describe('what cannot be read', () => {
  test.each([
    ['CFG-S4 config.toml', { config: 'cli = "claude"\nmax_cycles = = 3\n' }, /^config\.toml:2:14: /],
    ['CFG-S4 policy.toml', { policy: '[limits\nmax_loc_per_task = 5\n' }, /^policy\.toml:1:8: /],
    ['CFG-S4 project.toml', { project: 'tests = { command = "a"' }, /^project\.toml:1:\d+: /],
    ['Windows line ends', { config: '\uFEFFcli = "a"\r\nmodel = \r\n' }, /^config\.toml:2:\d+: /],
    ['a byte order mark, which is no column', { config: '\uFEFFcli = = "a"' }, /^config\.toml:1:7: /],
    ['a key written twice', { config: 'cli = "a"\ncli = "b"\n' }, /^config\.toml:2:1: /],
    ['a number too large to be kept', { config: 'max_tokens = 99999999999999999999' }, /^config\.toml:1:14: /],
  ])('%s names file, line and column', async (_name, texts, words) => {
    const found = await complaints(texts);
    expect(found).toEqual([expect.stringMatching(words)]);
  });

  test('a file that cannot be read is refused in the words of the disk', async () => {
    const files = new MemoryFiles({}, { 'policy.toml': 'permission denied' });
    expect((await loadConfig(PLACES, files)).problems).toEqual([
      { what: 'policy.toml: permission denied', fix: 'make it a UTF-8 file that can be read, or remove it' },
    ]);
  });

  test.each(['permission denied', 'a file is in the way where a folder is expected'])(
    'a folder that cannot be used (%s) is told once, and none of the files in it',
    async (why) => {
      const files = new MemoryFiles({}, { [PLACES.root]: why, [PLACES.config]: why, [PLACES.policy]: why });
      expect((await loadConfig(PLACES, files)).problems).toEqual([
        { what: expect.stringMatching(`^.millstone: ${why};`), fix: expect.stringContaining('mv .millstone') },
      ]);
    },
  );

  test('one broken file does not hide what is wrong with the others', async () => {
    const found = await complaints({ config: 'cli =', policy: '[limits]\nmax_cycles = 0', project: 'tests = 3' });
    expect(found.map((what) => what.split(':')[0])).toEqual(['config.toml', 'policy.toml', 'project.toml']);
  });
});
