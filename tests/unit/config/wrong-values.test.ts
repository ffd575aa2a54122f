import { describe, expect, test } from 'vitest';
import { complaints, load } from './texts.js';

describe('a wrong value', () => {
  test.each([
    [
      'CFG-S38 a word for a number',
      'max_cycles = "x"',
      'config.toml:1: max_cycles: expected a whole number from 1 up, got "x"',
    ],
    [
      'a number with a fraction',
      'max_cycles = 2.5',
      'config.toml:1: max_cycles: expected a whole number from 1 up, got 2.5',
    ],
    [
      'a number that is too small',
      '\nmax_cycles = 0',
      'config.toml:2: max_cycles: expected a whole number from 1 up, got 0',
    ],
    ['no number', 'max_cost = nan', 'config.toml:1: max_cost: expected a number above 0, got NaN'],
    ['an endless number', 'max_minutes = inf', 'config.toml:1: max_minutes: expected a number above 0, got Infinity'],
    [
      'a quoted no',
      'approve_plans = "no"',
      'config.toml:1: approve_plans: expected true or false without quotes, got "no"',
    ],
    ['a date', 'cli = 1979-05-27', 'config.toml:1: cli: expected a text in quotes, got 1979-05-27'],
    [
      'CFG-S31 an unknown choice',
      'log_verbosity = "loud"',
      'config.toml:1: log_verbosity: expected one of "minimal", "normal", "verbose", got "loud"',
    ],
    [
      'ON-S23 AR-S34 a place of tasks that there is not',
      'tasklist_provider = "trello"',
      'config.toml:1: tasklist_provider: expected one of "file", "mcp", "github", "linear", "jira", got "trello"',
    ],
    ['an empty conversation', 'session_mode = ""', /^config\.toml:1: session_mode: .*, got ""$/],
    [
      'an item of a list',
      'eval_scripts = ["a", 3]',
      'config.toml:1: eval_scripts: expected a list of texts, got ["a",3]; look at item 2',
    ],
    ['a value for a table', 'tasklist_filter = 3', 'config.toml:1: tasklist_filter: expected a table, got 3'],
    ['a list for a table', 'risk_settings = []', 'config.toml:1: risk_settings: expected a table, got []'],
    ['a level of a table', '[risk_settings]\nlow = 3', 'config.toml:2: risk_settings.low: expected a table, got 3'],
    [
      'a key of a table in a table',
      '[risk_settings.low]\nmax_cycles = "x"',
      'config.toml:2: risk_settings.low.max_cycles: expected a whole number from 1 up, got "x"',
    ],
    ['an agent that is no table', 'agents.mine = "run"', 'config.toml:1: agents.mine: expected a table, got "run"'],
    [
      'a key of an agent',
      '[agents.mine]\nargs = 3',
      'config.toml:2: agents.mine.args: expected a list of texts, got 3',
    ],
    [
      'a rule without a model',
      'model_selection.rules = [{ risk = "high" }]',
      'config.toml:1: model_selection.rules: expected a list of tables with `model` and conditions, got [{"risk":"high"}]; look at item 1, model',
    ],
    ['a value for the table of all', 'millstone = 3', 'config.toml:1: millstone: expected a table, got 3'],
    [
      'a value for the table of artifacts',
      '[millstone]\nartifacts = "a"',
      'config.toml:2: millstone.artifacts: expected a table, got "a"',
    ],
    [
      'a key in another layout',
      '[millstone]\ncli = "codex"\nmax_cycles = "x"',
      'config.toml:3: millstone.max_cycles: expected a whole number from 1 up, got "x"',
    ],
  ])('%s in config.toml', async (_name, config, words) => {
    const found = await complaints({ config });
    expect(found).toEqual([typeof words === 'string' ? words : expect.stringMatching(words)]);
  });

  test.each([
    ['a value for a section', 'limits = 3', 'policy.toml:1: limits: expected a table, got 3'],
    ['a word for a limit', '[limits]\nmax_loc_per_task = "abc"', /^policy\.toml:2: limits\.max_loc_per_task: /],
    [
      'a broken pattern',
      '[dangerous]\npatterns = ["ok", "("]',
      /^policy\.toml:2: dangerous\.patterns: expected a list of regular expressions, got .+; look at item 2$/,
    ],
    ['a pattern of nothing', 'dangerous.patterns = [""]', /^policy\.toml:1: dangerous\.patterns: .+ look at item 1$/],
    [
      'a glob of nothing',
      'sensitive.paths = [""]',
      /^policy\.toml:1: sensitive\.paths: expected a list of globs, got .+; look at item 1$/,
    ],
    ['a negated glob of nothing', 'protected.paths = ["!"]', /^policy\.toml:1: protected\.paths: .+ look at item 1$/],
    [
      'an unknown severity',
      'review.block_on = ["major"]',
      /^policy\.toml:1: review\.block_on: expected a list of critical, high, .+; look at item 1 \(one of critical, .+nit\)$/,
    ],
    ['a bound of no cycles', 'limits.max_cycles = 0', /^policy\.toml:1: limits\.max_cycles: /],
  ])('%s in policy.toml', async (_name, policy, words) => {
    const found = await complaints({ policy });
    expect(found).toEqual([typeof words === 'string' ? words : expect.stringMatching(words)]);
  });

  test.each([
    ['CFG-S31 profile', 'profile = "x"'],
    ['tasklist_provider', 'tasklist_provider = "bogus"'],
    ['design_provider', 'design_provider = "github"'],
    ['opportunity_provider', 'opportunity_provider = "jira"'],
    ['parallel_merge_strategy', 'parallel_merge_strategy = "foo"'],
    ['parallel_cleanup', 'parallel_cleanup = "sometimes"'],
    ['commit_by', 'commit_by = "nobody"'],
  ])('%s has to be one of its choices', async (_name, config) => {
    expect(await complaints({ config })).toHaveLength(1);
  });

  test('everything wrong comes at once, each with a way out', async () => {
    const result = await load({
      config: 'max_cycles = "x"\n[millstone]\nsanity = 1\n[risk_settings.high]\nmax_cycles = 0\n',
      policy: 'limits = 3\n[sensitive]\nenabled = "yes"\n',
      project: '[tests]\ncommand = 1\n',
    });
    expect(result.problems.map(({ what }) => what.split(':').slice(0, 3).join(':'))).toEqual([
      'config.toml:1: max_cycles',
      'config.toml:3: millstone.sanity',
      'config.toml:5: risk_settings.high.max_cycles',
      'policy.toml:1: limits',
      'policy.toml:3: sensitive.enabled',
      'project.toml:2: tests.command',
    ]);
    expect(result.problems.every(({ fix }) => fix !== null)).toBe(true);
  });

  test.each([
    ['a number', { config: 'max_cycles = "x"' }, 'for example: max_cycles = 3   # Rounds of writing and review.'],
    [
      'a text',
      { config: 'cli_reviewer = 3' },
      'for example: cli_reviewer = "claude"   # The agent of the reviewer; unset: `cli`.',
    ],
    ['a word that is nearly right', { config: 'commit_by = "tol"' }, /^did you mean: commit_by = "tool" {3}# /],
    ['a word that is nothing like it', { config: 'commit_by = "nobody"' }, /^for example: commit_by = "author" {3}# /],
    ['a list', { policy: 'dangerous.patterns = 3' }, /^for example: patterns = \["rm -rf", "DROP TABLE", /],
    ['a table', { policy: 'limits = 3' }, 'write [limits] above the keys of limits'],
    ['a key of a table', { project: '[tests]\ncommand = 3' }, /^for example: command = "npm test" {3}# /],
    ['no TOML', { config: 'cli = "a\n' }, /^correct line 1; a line is a \[table\], or key = value/],
    ['two values', { config: 'model = "a"\n[millstone]\nmodel = "b"' }, 'keep one of them'],
  ])('%s: the way out is a line that would be right', async (_name, texts, fix) => {
    const { problems } = await load(texts);
    expect(problems.map((problem) => problem.fix)).toEqual([
      typeof fix === 'string' ? fix : expect.stringMatching(fix),
    ]);
  });

  test('a long value is cut', async () => {
    const [what = ''] = await complaints({ config: `timeout = "${'x'.repeat(5000)}"` });
    expect(what.length).toBeLessThan(200);
  });
});
