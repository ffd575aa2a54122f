import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configText, projectText, TASKLIST_TEXT } from '../../../src/config/init-files.js';
import { checksOf, projectKinds } from '../../../src/policy/project-kinds.js';
import { markers } from '../policy/markers.js';
import { load, loaded } from './texts.js';

describe('the first config.toml', () => {
  test('CLI-S19 loads back without a complaint, with what it says and nothing else', async () => {
    const { config, written, notices } = await loaded({ config: configText({ cli: 'demo' }) });
    expect(config).toMatchObject({ cli: 'demo', tasklist_provider: 'file', tasklist: '.millstone/tasklist.md' });
    expect([...written.config].sort()).toEqual(['cli', 'tasklist', 'tasklist_provider']);
    expect(notices).toEqual([]);
  });

  test('every line that is offered can be put in force as it stands', async () => {
    const offered = configText({ cli: 'demo' }).replace(/^# (\w+ = )/gm, '$1');
    const { problems, written, notices } = await load({ config: offered });
    expect(problems).toEqual([]);
    expect(written.config.size).toBeGreaterThan(10);
    expect(notices.filter(({ kind }) => kind === 'unknown-key')).toEqual([]);
  });

  test('CLI-S24 whatever is called so comes back as it was', async () => {
    const anything = fc.string({ minLength: 1, unit: 'grapheme' });
    await fc.assert(
      fc.asyncProperty(anything, async (cli) => {
        expect((await loaded({ config: configText({ cli }) })).config.cli).toBe(cli);
      }),
    );
  });
});

describe('the first project.toml', () => {
  test('CLI-S24 commands with quotes and backslashes come back as they were', async () => {
    const commands = { tests: 'pytest -k "a \\ b" && echo \'x\'', typing: 'tsc\t--noEmit' };
    const { project } = await loaded({ project: projectText(commands) });
    expect([project.tests.command, project.typing.command]).toEqual([commands.tests, commands.typing]);
    expect([project.lint.command, project.security.command, project.tests.timeout]).toEqual([null, null, 1_800]);
  });

  test.each([
    ['vitest', 'npx vitest run'],
    ['jest', 'npm test'],
    ['node check.js', 'npm test'],
  ])('CLI-S23 of a package.json with %s', async (script, command) => {
    const found = projectKinds(markers({ 'package.json': JSON.stringify({ scripts: { test: script } }) }), 'auto');
    const [tests] = checksOf(found, { tests: null, lint: null, typing: null, security: null, complexity: null });
    const { project } = await loaded({ project: projectText({ tests: tests?.command ?? '' }) });
    expect(project.tests.command).toBe(command);
  });

  test('CLI-S25 without any commands it names none, and what is offered can be put in force', async () => {
    expect((await loaded({ project: projectText({}) })).written.project).toEqual(new Set());
    const { problems, written } = await load({ project: projectText({}).replace(/^# (\w+ = )/gm, '$1') });
    expect(problems).toEqual([]);
    expect(written.project.size).toBeGreaterThan(4);
  });
});

test('the example of the first tasklist is no task', () => {
  expect(TASKLIST_TEXT).toMatch(/^# Tasklist\n\n<!--[\s\S]*- \[ \][\s\S]*-->\n$/);
});
