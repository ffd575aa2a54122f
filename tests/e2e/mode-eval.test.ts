import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Rig } from '../support/rig.js';

const PASSING = "require('node:test').test('adds', () => {});\n";
const FAILING = `${PASSING}require('node:test').test('totals', () => { throw new Error('no'); });\n`;

async function project(tests: string): Promise<Rig> {
  const rig = await Rig.create();
  rig.write('package.json', '{"scripts":{"test":"node --test"}}');
  rig.write('cart.test.js', tests);
  rig.git('add', '-A');
  rig.git('commit', '-qm', 'tests');
  return rig;
}

const evals = (rig: Rig): string[] =>
  readdirSync(join(rig.repo, '.millstone/evals'))
    .filter((name) => /^\d/.test(name))
    .sort();

test('CLI-S32 CLI-S33 CLI-S34 EV-S6 EV-S8 EV-S10 EV-S13 a good evaluation, a bad one, and the two compared', async () => {
  const rig = await project(PASSING);
  const good = await rig.millstone('--eval');
  expect(good).toMatchObject({ exitCode: 0, stderr: '' });
  expect(good.stdout).toContain('=== Eval Results ===');
  expect(good.stdout).toContain('Tests: 1/1 passed\n');
  expect(good.stdout).toMatch(/Status: PASSED\n$/);
  expect((await rig.millstone('--eval-compare')).exitCode).toBe(1);

  rig.write('cart.test.js', FAILING);
  const bad = await rig.millstone('--eval');
  expect(bad.exitCode).toBe(1);
  expect(bad.stdout).toContain('and what is not committed');
  // Which file it is in, the test runner tells from Node 24 on.
  expect(bad.stdout).toMatch(/Failed tests:\n {2}- (?:cart\.test\.js > )?totals\n/);
  expect(bad.stdout.match(/tried again: failed/g)).toHaveLength(1);
  expect(bad.stdout).toContain('WARNING: New test failures detected!');
  const [first, second] = evals(rig).map((name) => JSON.parse(rig.read(`.millstone/evals/${name}`)));
  expect(first).toMatchObject({
    schema_version: 2,
    passed: true,
    dirty: false,
    git_head: rig.git('rev-parse', 'HEAD').trim(),
  });
  expect(second).toMatchObject({ passed: false, dirty: true, previous_eval: first.eval_file, composite_score: 0.5 });
  expect(rig.status()).toBe(' M cart.test.js');

  const compared = await rig.millstone('--eval-compare');
  expect(compared.exitCode).toBe(1);
  expect(compared.stdout).toContain('Status: REGRESSION\n{"status":"REGRESSION","new_failures":1,');
  const evidence = readdirSync(join(rig.repo, '.millstone/evidence'));
  expect(evidence).toHaveLength(2);
  const log = readdirSync(join(rig.repo, '.millstone/runs')).find((name) => name.endsWith('.jsonl')) ?? '';
  expect(rig.read(`.millstone/runs/${log}`)).toContain('"type":"evaluated"');
});

test('CLI-S35 an evaluation that cannot be read is named, and the two around it are compared', async () => {
  const rig = await project(PASSING);
  await rig.millstone('--eval');
  const [first = ''] = evals(rig);
  rig.write('.millstone/evals/20210101_000000.json', '{"composite_score":');
  const run = await rig.millstone('--eval-compare');
  expect(run.exitCode).toBe(1);
  rig.write(`.millstone/evals/${first.replace(/^\d{8}/, '20200101')}`, rig.read(`.millstone/evals/${first}`));
  const compared = await rig.millstone('--eval-compare');
  expect(compared.stderr + compared.stdout).toContain('20210101_000000.json');
  expect(compared).toMatchObject({ exitCode: 0 });
});

test('EV-S55 EV-S56 the exit code decides, weights and thresholds are those that are written', async () => {
  const rig = await project(PASSING);
  rig.write(
    '.millstone/project.toml',
    "[tests]\ncommand = 'exit 1'\n[lint]\ncommand = 'echo \"Found 2 errors.\"; exit 1'\n",
  );
  rig.write('.millstone/config.toml', '[category_weights]\ntests = 1\nlint = 3\n[category_thresholds]\nlint = 4\n');
  const run = await rig.millstone('--eval', '--json');
  expect(run.exitCode).toBe(1);
  const found = JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '');
  expect(found).toMatchObject({ type: 'evaluated', passed: false, composite_score: 0.38 });
  expect(found.failed_tests).toEqual(['command_failed', 'command_failed:lint']);
});

test('CLI-S14 CLI-S32 EV-S10 --cov runs the tests that measure it, and goes with nothing else', async () => {
  const rig = await project(PASSING);
  expect((await rig.millstone('--cov')).exitCode).toBe(2);
  const lcov = 'printf "LF:4\\nLH:3\\n" > lcov.info';
  rig.write('.millstone/project.toml', `[tests]\ncoverage_command = '${lcov}'\n`);
  rig.write('.gitignore', 'lcov.info\n.millstone/\n');
  const run = await rig.millstone('--eval', '--cov');
  expect(run.stdout).toContain('Mode: full\n');
  expect(run.stdout).toContain('Coverage: 75.0%\n');
});
