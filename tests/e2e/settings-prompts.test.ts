import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Rig } from '../support/rig.js';
import { approved } from '../support/scripted-agents.js';

const TASK = ['--task', 'Add retry\n- Criteria: it waits'];

describe('prompts of their own', () => {
  test.each([
    ['a folder that is not there', {}, ['Error: .millstone/config.toml:1: prompts_dir: the folder p does not exist']],
    ['a file in its place', { p: 'text' }, ['Error: p: ']],
    [
      'IL-S55 templates without what they must have',
      { 'p/task_prompt.md': 'Do it.\n', 'p/review_prompt.md': '{{TASK}}\n' },
      ['Error: p/task_prompt.md:', '{{TASK}}', 'Error: p/review_prompt.md:', '{{GIT_DIFF}}'],
    ],
    ['a template that is no text', { 'p/fix_prompt.md': Buffer.of(0xff) }, ['Error: p/fix_prompt.md:', 'UTF-8']],
  ])('%s: exit 2 before anybody is asked', async (_name, files, says) => {
    const rig = await Rig.create();
    for (const [name, text] of Object.entries<string | Buffer>(files)) rig.write(name, text);
    rig.git('add', '-A');
    rig.git('commit', '-qm', 'prompts', '--allow-empty');
    rig.write('.millstone/config.toml', 'prompts_dir = "p"\n');
    const run = await rig.millstone(...TASK);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    for (const one of says) expect(run.stderr).toContain(one);
    expect(run.stderr).not.toContain(rig.root);
    expect(existsSync(join(rig.repo, '.millstone/runs'))).toBe(false);
    expect(rig.status()).toBe('');
  });

  test('IL-S54 CFG-S21 replace the built-in ones file by file, with all that is known filled in', async () => {
    const rig = await Rig.create();
    rig.write(
      '../prompts/task_prompt.md',
      'MARKER {{TASK}} in {{WORKING_DIRECTORY}}: {{ACCEPTANCE_CRITERIA}} {{MINE}}\n',
    );
    rig.write('../prompts/stray.md', 'x\n');
    rig.script(
      { on: 'build', edits: { a: 'a\n' } },
      { on: 'review', says: approved() },
      { on: 'commit', runs: 'git add a && git commit -qm a' },
    );
    const run = await rig.events(...TASK, '--prompts-dir', '../prompts');
    expect(run.exitCode).toBe(0);
    const notices = run.events.flatMap((event) =>
      event.type === 'noticed' && 'file' in event.notice ? event.notice : [],
    );
    expect(notices).toMatchObject([
      { kind: 'unknown-placeholder', file: expect.stringContaining('task_prompt.md'), placeholder: 'MINE' },
      { kind: 'unknown-template', file: expect.stringContaining('stray.md') },
    ]);
    const [build, , review] = await rig.fake.calls();
    expect(build?.prompt).toMatch(/^MARKER [^{]+Add retry[^{]+ in \/[^{]+- it waits[^{]+ {{MINE}}\n/);
    expect(review?.prompt).not.toContain('MARKER');
    expect(review?.prompt).toContain('+a');
  });
});
