import { describe, expect, test } from 'vitest';
import { approves, builds, commits, fixes, refuses, TASK } from '../support/fake-agent-script.js';
import { Rig } from '../support/rig.js';

describe('--json', () => {
  test('gives events on stdout, the summary last, and the words for people on stderr', async () => {
    const rig = await Rig.create();
    rig.script({ ...builds, does: ['Edit a.txt'] }, refuses('no'), fixes('b\n'), approves, commits);
    const { exitCode, events, stderr } = await rig.events(...TASK);
    expect(exitCode).toBe(0);
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['run-started', 'reviewed', 'committed']));
    expect(events.map((event) => 'seq' in event && event.seq)).toEqual(events.map((_, i) => i + 1));
    const id = rig.git('rev-parse', 'HEAD');
    expect(events.at(-1)).toMatchObject({
      type: 'run-ended',
      exit: 0,
      outcome: 'approved',
      halt: null,
      commits: [{ id, subject: 'Add a' }],
      spent: { calls: 7, costUsd: expect.closeTo(0.03) },
    });
    expect(stderr).toContain('=== SUCCESS ===');
    expect(stderr).toContain('requested changes: 1 medium');
  });

  test('ends with the summary when the run halts (exit 1)', async () => {
    const rig = await Rig.create();
    rig.script({ on: 'build', exit: 1, stderr: 'no' });
    const { exitCode, events, stderr } = await rig.events(...TASK);
    expect(exitCode).toBe(1);
    expect(events.at(-1)).toMatchObject({ type: 'run-ended', exit: 1, halt: { reason: 'agent-failed' }, commits: [] });
    expect(stderr).toContain('=== HALTED after 0 task(s) ===');
  });

  test('ends with the summary when a run may not begin (exit 1)', async () => {
    const rig = await Rig.create();
    rig.write('dirt.txt', 'dirt\n');
    const { exitCode, events, stderr } = await rig.events(...TASK);
    expect(exitCode).toBe(1);
    expect(events.at(-1)).toMatchObject({ type: 'run-ended', exit: 1, outcome: 'preflight' });
    expect(stderr).toContain('dirt.txt');
  });

  test('ends with the summary when a setting is wrong (exit 2)', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', 'max_cycles = "many"\n');
    const { exitCode, events, stderr } = await rig.events(...TASK);
    expect(exitCode).toBe(2);
    expect(events.map(({ type }) => type)).toEqual(['run-refused']);
    expect(events[0]).toMatchObject({ exit: 2, problems: [{ what: expect.stringContaining('max_cycles') }] });
    expect(stderr).toContain('.millstone/config.toml:1');
  });
});

describe('--quiet', () => {
  test('shows the result of a success and nothing else', async () => {
    const rig = await Rig.create();
    rig.script(builds, refuses('no'), fixes('b\n'), approves, commits);
    const ran = await rig.millstone(...TASK, '--quiet');
    const id = rig.git('rev-parse', '--short=12', 'HEAD');
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout.replace(/ +/g, ' ')).toBe(
      `[Task 1/1] Completed and committed after 2 cycle(s)
=== SUCCESS ===
Commit ${id} Add a
`,
    );
  });

  test('shows a halt, why, and where the log is', async () => {
    const rig = await Rig.create();
    rig.script({ on: 'build', exit: 1, stderr: 'no' });
    const ran = await rig.millstone(...TASK, '--quiet');
    expect(ran).toMatchObject({ exitCode: 1, stderr: '' });
    const lines = ran.stdout.trimEnd().split('\n');
    expect(lines[0]).toBe('=== HALTED after 0 task(s) ===');
    expect(lines[1]).toContain('claude ended with exit code 1: no');
    expect(lines.at(-1)).toMatch(/^Log +\.millstone\/runs\/\S+\.log$/);
  });
});

test('words of an agent cannot steer the terminal, whichever way they come', async () => {
  const rig = await Rig.create();
  rig.write('.millstone/policy.toml', '[sensitive]\nrequire_approval = false\n');
  const steer = '\u001b[2J\u0007';
  rig.script(
    { on: 'build', says: `done${steer}`, does: [`Bash ${steer}ls`], edits: { [`${steer}.pem`]: 'x\n' } },
    refuses(`no${steer}`),
    { on: 'fix', exit: 1, stderr: `bad${steer}` },
  );
  const { stdout, stderr } = await rig.millstone(...TASK, '--verbose');
  expect(stdout).toContain('claude ended with exit code 1: bad');
  const control = [...(stdout + stderr)].filter((char) => char < ' ' && char !== '\n');
  expect(control).toEqual([]);
});
