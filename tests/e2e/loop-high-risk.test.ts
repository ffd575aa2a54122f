import { describe, expect, test } from 'vitest';
import { approves, builds, commits } from '../support/fake-agent-script.js';
import { Rig, type RunOptions } from '../support/rig.js';

const RISKY = ['--task', 'Drop the old table\n- Risk: high'] as const;

describe('a task of high risk', () => {
  const refusals: readonly [what: string, options: RunOptions, unattended: boolean][] = [
    ['IL-S40 answered n', { input: 'n\n' }, false],
    ['L15 with stdin at its end', { input: '' }, true],
    ['L15 without stdin', {}, true],
  ];
  test.each(refusals)('%s is not begun: exit 1, declined, no agent called', async (_, options, unattended) => {
    const rig = await Rig.create();
    const { exitCode, stdout, stderr } = await rig.start(['--json', ...RISKY], options).ended;
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Drop the old table\nStart it? [y/N]');
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.at(-1)).toMatchObject({ outcome: 'declined', halt: { reason: 'declined' }, spent: { calls: 0 } });
    expect(events.find(({ type }) => type === 'halted')).toMatchObject({ halt: { unattended } });
    expect(await rig.fake.calls()).toEqual([]);
  });

  test('L15 answered y on a pipe begins; IL-S39 it has five cycles', async () => {
    const rig = await Rig.create();
    rig.script(builds, approves, commits);
    const { exitCode, stdout } = await rig.start(RISKY, { input: 'y\n' }).ended;
    expect(exitCode).toBe(0);
    expect(stdout).toContain('[risk: high]');
    expect(stdout).toContain('Limits  5 cycles');
  });

  test('L7 --yes-high-risk answers, and nobody is asked; IL-S39 L6 --max-cycles wins', async () => {
    const rig = await Rig.create();
    rig.script(builds, approves, commits);
    const { exitCode, stdout, stderr } = await rig.millstone(...RISKY, '--yes-high-risk', '--max-cycles', '4');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('Limits  4 cycles');
  });
});
