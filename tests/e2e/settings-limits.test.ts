import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../src/domain/event.js';
import { Rig } from '../support/rig.js';
import { approved, changesRequested } from '../support/scripted-agents.js';
import { stateOf, withFiles } from './repository-state.js';

const TASK = ['--task', 'Add retry'];
const REVIEW = { on: 'review', says: approved() } as const;
const COMMIT = { on: 'commit', runs: 'git add -A && git commit -qm "Add retry"' } as const;
const lines = (count: number): string => 'x\n'.repeat(count);
const outcome = (events: readonly RunEvent[]) => {
  const last = events.at(-1);
  return last?.type === 'run-ended' ? last.outcome : null;
};

/** A run that the checks must halt: nobody but the author is asked, and its work lies there as it left it. */
async function halted(rig: Rig, edits: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const before = stateOf(rig);
  rig.script({ on: 'build', edits });
  const run = await rig.events(...TASK, ...args);
  expect(stateOf(rig)).toEqual(withFiles(before, edits));
  const { halt_reason, inner } = JSON.parse(rig.read('.millstone/state.json'));
  expect(inner).toMatchObject({ task: { title: 'Add retry' }, halt: { code: halt_reason } });
  return { ...run, outcome: outcome(run.events), haltReason: halt_reason };
}

describe('limits of a change', () => {
  test('IL-S14 exactly the limit passes', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/policy.toml', '[limits]\nmax_loc_per_task = 5\n');
    rig.script({ on: 'build', edits: { a: lines(3), b: lines(2) } }, REVIEW, COMMIT);
    const run = await rig.events(...TASK);
    expect(run.exitCode).toBe(0);
    expect(run.events).toContainEqual(expect.objectContaining({ type: 'checked', lines: 5, limit: 5 }));
  });

  test('IL-S14 ST-S13 PO-S32 one line more halts, says which rule, and saves the state', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/policy.toml', '[limits]\nmax_loc_per_task = 5\n');
    const run = await halted(rig, { 'large file': lines(4), b: lines(2) });
    expect(run).toMatchObject({
      exitCode: 1,
      outcome: 'mechanical_loc',
      haltReason: 'policy:loc_threshold_exceeded:6',
    });
    expect(run.stderr).toMatch(/^Halted: 6 lines changed \(policy rule: limits\.max_loc_per_task/m);
    expect(run.stderr).toMatch(/4 lines {2}large file\n/);
    expect(run.stderr).toContain('.millstone/policy.toml');
  });

  test('IL-S16 the lower of policy and flag counts, whichever it is', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/policy.toml', '[limits]\nmax_loc_per_task = 5\n');
    const run = await halted(rig, { a: lines(20) }, '--loc-threshold', '1000');
    expect(run.stderr).toMatch(/^Halted: 20 lines changed \(policy rule: limits.max_loc_per_task[^)]*\(5\)\)/m);
    rig.git('clean', '-fdq');
    const other = await halted(rig, { a: lines(4) }, '--loc-threshold', '3');
    expect(other.stderr).toMatch(/^Halted: 4 lines changed \(policy rule: --loc-threshold \(3\)\)/m);
  });

  test('the number of files', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/policy.toml', '[limits]\nmax_files_per_task = 1\n');
    const run = await halted(rig, { a: lines(1), b: lines(1) });
    expect(run).toMatchObject({ outcome: 'mechanical_files', haltReason: 'policy:max_files_exceeded:2' });
  });
});

describe('what a change may not hold', () => {
  test('IL-S17 IL-S18 a sensitive file halts by default, with its pattern in the state', async () => {
    const rig = await Rig.create();
    const run = await halted(rig, { '.env': 'A=1\n', 'src/environment.ts': 'x\n' }, '--exit-codes', 'extended');
    expect(run).toMatchObject({
      exitCode: 22,
      outcome: 'mechanical_sensitive',
      haltReason: 'policy:sensitive_files:.env',
    });
    expect(run.stderr).toMatch(/^WARN: Sensitive files modified .*: \.env$/m);
  });

  test('IL-S17 with enabled = false it does not', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/policy.toml', '[sensitive]\nenabled = false\n');
    rig.script({ on: 'build', edits: { '.env': 'A=1\n' } }, REVIEW, COMMIT);
    const run = await rig.millstone(...TASK);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).not.toContain('Sensitive');
  });

  test.each([
    ['IL-S19 a dangerous line', { 'x.sh': 'rm -rf /\n' }, 'mechanical_dangerous', 'dangerous_pattern:rm -rf'],
    [
      'a protected file',
      { '.github/workflows/x.yml': 'x\n' },
      'mechanical_protected',
      'protected_paths:.github/workflows/**',
    ],
    ['a secret', { k: `key = "AKIA${'3XQ7BZ5LKD9TN2PW'}"\n` }, 'mechanical_secret', 'secrets:AWS access key'],
  ] as const)('%s halts', async (_name, edits, code, word) => {
    const rig = await Rig.create();
    const run = await halted(rig, edits);
    expect(run).toMatchObject({ exitCode: 1, outcome: code, haltReason: `policy:${word}` });
    expect(run.stderr).toContain(Object.keys(edits)[0]);
  });

  test('IL-S19 CFG-S25 with block = false a dangerous line is only mentioned', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/policy.toml', '[dangerous]\nblock = false\n');
    rig.script({ on: 'build', edits: { 'x.sh': 'rm -rf /\n' } }, REVIEW, COMMIT);
    const run = await rig.events(...TASK);
    expect(run.exitCode).toBe(0);
    const warned = { type: 'check-warned', hit: { check: 'dangerous', spots: [{ path: 'x.sh' }] } };
    expect(run.events.find((event) => event.type === 'check-warned')).toMatchObject(warned);
  });
});

describe('exit codes', () => {
  const AUTHOR_FAILS = [{ on: 'build', exit: 3, stderr: 'boom' }] as const;
  const REFUSED = [
    { on: 'build', edits: { a: 'a\n' } },
    { on: 'review', says: changesRequested('no') },
  ] as const;

  test.each([
    ['an agent that fails', AUTHOR_FAILS, 25, 'agent_error'],
    ['a review that refuses', REFUSED, 24, 'max_cycles'],
  ] as const)('--exit-codes extended tells %s from other halts (P6)', async (_name, turns, own, code) => {
    const rig = await Rig.create();
    rig.script(...turns);
    const run = await rig.events(...TASK, '--max-cycles', '1', '--exit-codes', 'extended');
    expect([run.exitCode, outcome(run.events)]).toEqual([own, code]);
    expect(run.events.at(-1)).toMatchObject({ exit: own });
  });
});
