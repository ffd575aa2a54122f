import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { approves, commits, TASK } from '../support/fake-agent-script.js';
import { Rig } from '../support/rig.js';

/** Real tests of node: one that is red, one that will be mended, one that will be taken out, one that comes and goes. */
const suite = (tests: Readonly<Record<string, string>>): string =>
  [
    "const { test } = require('node:test');",
    "const { appendFileSync, readFileSync } = require('node:fs');",
    'const no = () => { throw new Error("no"); };',
    ...Object.entries(tests).map(([name, body]) => `test('${name}', ${body});`),
  ].join('\n');

test('a real runner: red before, mended, taken out, flaky; the reviewer sees the signs, the record has it all', async () => {
  const rig = await Rig.create();
  // Every second run fails; the first is that before the task.
  const shaky = `() => { appendFileSync('${join(rig.root, 'runs')}', 'x'); if (readFileSync('${join(rig.root, 'runs')}').length % 2 === 0) no(); }`;
  rig.write('cart.test.js', suite({ old: 'no', mended: 'no', lost: 'no', shaky, fine: '() => {}' }));
  rig.write('.millstone/project.toml', '[tests]\ncommand = "node --test --test-reporter=tap"\n');
  rig.git('add', '-A');
  rig.git('commit', '-qm', 'tests');
  const after = suite({ old: 'no', mended: '() => {}', shaky, fine: '() => {}' });
  rig.script({ on: 'build', says: 'done', edits: { 'a.txt': 'a\n', 'cart.test.js': after } }, approves, commits);
  const run = await rig.millstone(...TASK, '--eval-on-task', 'standard', '--eval-on-commit');
  expect(run.exitCode).toBe(0);
  expect(run.stdout).toContain('  Evals   before each commit (standard), after each commit\n');
  expect(run.stdout).toMatch(/may ask less than before: 1 test taken out or renamed \(lost\)/);

  const [file = ''] = readdirSync(join(rig.repo, '.millstone/tasks'));
  const record = JSON.parse(rig.read(`.millstone/tasks/${file}`));
  const short = (names: readonly string[]) => names.map((name) => name.split(' > ').at(-1));
  expect(short(record.attribution.introduced)).toEqual([]);
  expect(short(record.attribution.alreadyBroken)).toEqual(['old']);
  expect(short(record.attribution.fixed)).toEqual(['mended']);
  expect(short(record.attribution.gone)).toEqual(['lost']);
  expect(short(record.attribution.flaky)).toEqual(['shaky']);
  expect(record.tampering.deletedTests).toEqual(['lost']);
  expect(Object.keys(record.evals).sort()).toEqual(['after_commit', 'before', 'gate']);
  expect(record.eval_delta.tests.passed).toBeGreaterThan(0);
  const review = (await rig.fake.calls()).find(({ prompt }) => prompt.includes('You are the reviewer'));
  expect(review?.prompt).toMatch(/asks less of the code[\s\S]*- lost/);
});
