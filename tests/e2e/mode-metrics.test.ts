import { expect, test } from 'vitest';
import { Rig } from '../support/rig.js';
import { approved, changesRequested } from '../support/scripted-agents.js';

test('CLI-S36 without a run there is nothing to report, which is no failure', async () => {
  const rig = await Rig.create();
  const metrics = await rig.millstone('--metrics-report');
  expect(metrics).toMatchObject({ exitCode: 0, stderr: '' });
  expect(metrics.stdout).toContain('There are no reviews yet in .millstone/metrics/reviews.jsonl.');
  const summary = await rig.millstone('--eval-summary');
  expect(summary).toMatchObject({ exitCode: 0, stderr: '' });
  expect(summary.stdout).toContain('There is no history of tasks yet in .millstone/tasks.\n');
  expect(summary.stdout).toContain('There are no evaluations yet');
  const json = JSON.parse((await rig.millstone('--eval-summary', '--json')).stdout);
  expect(json).toEqual({
    ...{ type: 'eval-summary', exit: 0, tasks: null, evaluations: [] },
    flaky: [],
    scores: [],
    damaged: [],
  });
});

test('EV-S47 what tasks cost and how evaluations went, of all that runs have left', async () => {
  const rig = await Rig.create();
  rig.write('.millstone/project.toml', "[tests]\ncommand = 'true'\n");
  rig.write('.millstone/evals/20260101_000000.json', '{"torn');
  rig.script(
    { on: 'build', says: 'done', edits: { 'src/retry.ts': 'export {};\n' } },
    { on: 'review', says: approved() },
    { on: 'commit', runs: 'git add -A && git commit -qm "Add retry"' },
  );
  expect(await rig.millstone('--eval')).toMatchObject({ exitCode: 0 });
  expect(await rig.millstone('--task', 'Add retry')).toMatchObject({ exitCode: 0 });
  const { stdout, exitCode } = await rig.millstone('--eval-summary');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('WARN: .millstone/evals/20260101_000000.json is left out');
  expect(stdout).toMatch(/Tasks analyzed: 1\n[\s\S]*\n {2}Add retry +approved/);
  expect(stdout).toMatch(/Evaluations: 1\n[\s\S]* standard +passed +not measured +not measured +/);
});

test('EV-S48 EV-S58 a run leaves a line for each review; one that is damaged is named and left out', async () => {
  const rig = await Rig.create();
  rig.script(
    { on: 'build', says: 'done', edits: { 'src/retry.ts': 'export {};\n' } },
    { on: 'review', says: changesRequested('add a test for the third try') },
    { on: 'fix', says: 'added', edits: { 'src/retry.ts': '// why\nexport {};\n' } },
    { on: 'review', says: approved() },
    { on: 'commit', runs: 'git add -A && git commit -qm "Add retry"' },
  );
  expect(await rig.millstone('--task', 'Add retry')).toMatchObject({ exitCode: 0 });
  const reviews = '.millstone/metrics/reviews.jsonl';
  expect(rig.read(reviews).trimEnd().split('\n')).toHaveLength(2);
  rig.write(reviews, `${rig.read(reviews)}{"task_hash":"torn`);

  const { stdout, exitCode } = await rig.millstone('--metrics-report');
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`WARN: ${reviews}:3 is left out: it is no JSON\n`);
  expect(stdout).toContain('Total reviews: 2\nApproved: 1 (50.0%)\n');
  expect(stdout).toContain('Average cycles to approval: 2.00\n');
  expect(stdout).toContain('Potential false positives: 1 ');

  const json = JSON.parse((await rig.millstone('--metrics-report', '--json')).stdout);
  expect(json).toMatchObject({
    type: 'metrics',
    reviews: { reviews: 2, approved: 1, falsePositives: 1, cycles: { tasks: 1, average: 2 } },
    costs: { tasks: 1, approved: 1 },
    damaged: [{ file: reviews, line: 3 }],
  });
});
