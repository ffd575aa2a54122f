import { describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../../../src/domain/role.js';
import { complaints, refusals, resolved, settings } from './texts.js';

const castOf = async (config: string, flags = {}) => {
  const { agents } = await settings({ config }, flags);
  return Object.fromEntries(ROLES.map((role) => [role, agents[role].cli])) as Record<Role, string>;
};
const everybody = (cli: string): Record<Role, string> =>
  Object.fromEntries(ROLES.map((role) => [role, cli])) as Record<Role, string>;

describe('which agent plays a role', () => {
  test.each([
    ['claude by default', '', {}, everybody('claude')],
    ['CFG-S19 AG-S13 the one agent of the file', 'cli = "codex"', {}, everybody('codex')],
    ['CFG-S20 the flag over the file', 'cli = "codex"', { cli: 'gemini' }, everybody('gemini')],
    [
      'AG-S14, AG-S15 CFG-S18 one agent for each role',
      'cli_builder = "codex"\ncli_reviewer = "claude"',
      {},
      { ...everybody('claude'), author: 'codex' },
    ],
    ['AG-S14 another reviewer', 'cli_reviewer = "codex"', {}, { ...everybody('claude'), reviewer: 'codex' }],
    [
      "a role's own key over the flag of all",
      'cli_reviewer = "codex"',
      { cli: 'gemini' },
      { ...everybody('gemini'), reviewer: 'codex' },
    ],
    [
      "a role's own flag over its key",
      'cli_reviewer = "codex"\ncli_sanity = "codex"\ncli_builder = "codex"',
      { cliReviewer: 'demo', cliSanity: 'gemini', cliBuilder: 'claude' },
      { ...everybody('claude'), reviewer: 'demo', sanity: 'gemini', author: 'claude' },
    ],
    [
      'roles without a flag of their own',
      'cli_analyzer = "codex"\ncli_release_eng = "gemini"\ncli_sre = "demo"',
      {},
      { ...everybody('claude'), analyzer: 'codex', release_eng: 'gemini', sre: 'demo' },
    ],
    ['an empty key is none', 'cli = "codex"\ncli_reviewer = ""', {}, everybody('codex')],
  ])('%s', async (_name, config, flags, expected) => {
    expect(await castOf(config, flags)).toEqual(expected);
  });

  test.each([
    ['none by default', '', {}, [null, null]],
    ['the model of all', 'model = "m"', {}, ['m', 'm']],
    ["a role's own", 'model = "m"\nmodel_reviewer = "r"', {}, ['m', 'r']],
    ['the flag over both', 'model = "m"\nmodel_reviewer = "r"', { model: 'f' }, ['f', 'f']],
    ['an empty one is none', 'model = "m"\nmodel_builder = ""', {}, ['m', 'm']],
  ])('model: %s', async (_name, config, flags, expected) => {
    const { agents } = await settings({ config }, flags);
    expect([agents.author.model, agents.reviewer.model]).toEqual(expected);
  });
});

describe('rules for models', () => {
  const ON = '[model_selection]\nenabled = true';

  test.each([
    ['off by default', '', {}, false],
    ['on by the file', ON, {}, true],
    ['on by the flag', '', { autoModel: true }, true],
    ['beaten by a model that is typed', ON, { model: 'opus' }, false],
  ])('are %s', async (_name, config, flags, on) => {
    const { modelSelection } = await settings({ config }, flags);
    expect(modelSelection === null ? 0 : modelSelection.rules.length).toBe(on ? 4 : 0);
  });

  test('AG-S15 are those of the file, where it has some; a builder is the author', async () => {
    const rules = 'rules = [{ role = "builder", keywords = "login", model = "m" }]';
    const { modelSelection } = await settings({ config: `${ON}\ndefault_model = "d"\n${rules}` });
    expect(modelSelection).toEqual({
      rules: [{ role: 'author', keywords: ['login'], model: 'm' }],
      defaultModel: 'd',
    });
  });

  test('AG-S16 of a role that there is not are refused', async () => {
    expect(await complaints({ config: `${ON}\nrules = [{ role = "buildr", model = "m" }]` })).toEqual([
      expect.stringMatching(
        /^config\.toml:3: model_selection\.rules: .+; look at item 1, role \(one of builder, author/,
      ),
    ]);
  });
});

describe('an agent that nobody knows is refused', () => {
  test.each([
    ['in the file', '\ncli = "claud"', {}, 'config.toml:2: cli: there is no agent called "claud"'],
    [
      'for a role',
      'cli = "codex"\n[millstone]\ncli_sre = "x"',
      {},
      'config.toml:3: millstone.cli_sre: there is no agent called "x"',
    ],
    ['as a flag', 'cli = "codex"', { cli: 'y' }, '--cli: there is no agent called "y"'],
    ['as the flag of a role', '', { cliReviewer: 'z' }, '--cli-reviewer: there is no agent called "z"'],
  ])('%s, with the place', async (_name, config, flags, words) => {
    expect(await refusals({ config }, flags)).toEqual([words]);
  });

  test('all of them at once, with the one that was meant', async () => {
    const result = await resolved({ config: 'cli_builder = "cluade"\ncli_sanity = "nothing"' });
    if (result.ok) throw new Error('it was not refused');
    expect(result.error.map(({ what }) => what)).toEqual([
      'config.toml:1: cli_builder: there is no agent called "cluade"',
      'config.toml:2: cli_sanity: there is no agent called "nothing"',
    ]);
    expect(result.error[0]?.fix).toMatch(/^did you mean claude\?/);
    expect(result.error[1]?.fix).toBe('known agents: claude, codex, gemini, demo');
  });
});
