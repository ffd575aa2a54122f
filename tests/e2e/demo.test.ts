import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { Rig } from '../support/rig.js';

const ROOT = resolve(import.meta.dirname, '../..');

test('npm run demo takes three goals from a roadmap to commits, with refusals on the way', async () => {
  const rig = await Rig.create();
  const env = { ...rig.env };
  const shown = execFileSync(process.execPath, ['dist/demo.js'], { cwd: ROOT, env, encoding: 'utf8' });
  const folder = /^A throw-away repository: (.*)$/m.exec(shown)?.[1] ?? '';
  rmSync(folder, { recursive: true, force: true });
  expect(shown.match(/Goal reached and ticked/g)).toHaveLength(3);
  expect(shown).toContain('APPROVAL GATE: Design created');
  expect(shown).toContain('$ millstone --reject "say who reads the note"');
  expect(shown).toContain('Major: Approach: it does not say how this is tested.');
  expect(shown).toContain('- [x] Describe how a language is added');
  expect(shown).toContain('=== Cycle Completed: SUCCESS ===');
});

test('PR-S37 the operator prompts are printed from the package', async () => {
  const rig = await Rig.create();
  const run = await rig.millstone('--print-operator-prompt', 'design');
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  expect(run.stdout).toMatch(/^<!-- millstone \S+, operator prompt: design -->\n\n# You operate millstone/);
});
