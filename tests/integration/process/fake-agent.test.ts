import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeAgent } from '../../support/fake-agent.js';

// What the tests of the program lean on: a fake that answered out of turn would make them prove nothing.
describe('the fake agent', () => {
  let home: string;
  let fake: FakeAgent;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'millstone-fake-'));
    fake = new FakeAgent(home);
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const ask = (template: string, cli = 'claude') => {
    const input = `Do it\n<!-- prompt_name: ${template}.md -->\n`;
    return spawnSync(join(fake.bin, cli), ['-p'], { cwd: home, input, encoding: 'utf8' });
  };

  test('AG-S49 keeps a turn for the role it is for', async () => {
    fake.script({ on: 'review', says: 'judged' });
    expect(ask('task_prompt').status).toBe(97);
    expect(fake.leftOver()).toHaveLength(1);
    expect(ask('review_prompt').stdout).toContain('judged');
    expect(fake.leftOver()).toEqual([]);
  });

  test('AG-S50 plays two turns for one role in their order', () => {
    fake.script({ on: 'build', says: 'the first' }, { on: 'build', says: 'the second' });
    expect(ask('task_prompt').stdout).toContain('the first');
    expect(ask('task_prompt').stdout).toContain('the second');
  });

  test('AG-S51 plays a turn for anybody, or for one tool, only when it is next', () => {
    fake.script({ on: 'build', says: 'for codex', cli: 'codex' }, { on: 'any', says: 'for whoever asks' });
    expect(ask('task_prompt').status).toBe(97);
    expect(ask('task_prompt', 'codex').stdout).toContain('for codex');
    expect(ask('fix_prompt', 'gemini').stdout).toContain('for whoever asks');
  });

  test('AG-S52 ends what nobody scripted with a message, and the test with it', async () => {
    const refused = ask('commit_prompt');
    expect(refused).toMatchObject({ status: 97, stdout: '' });
    expect(refused.stderr).toContain('commit');
    expect(await fake.problems()).toHaveLength(1);
  });
});
