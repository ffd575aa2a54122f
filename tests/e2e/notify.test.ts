import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Rig } from '../support/rig.js';

const DEMO = ['--cli', 'demo', '--task', 'Describe a'];
const heard = (rig: Rig): readonly Record<string, unknown>[] =>
  rig
    .read('.millstone/heard')
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text));

describe('notify', () => {
  test('is told at the end and at a halt, once each', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', 'notify = "cat >> .millstone/heard"\n');
    const { stdout } = await rig.millstone('--json', ...DEMO);
    const halted = await rig.start([...DEMO, '--max-cycles', '1'], { cwd: join(rig.repo, '.millstone') }).ended;
    expect(halted.exitCode).toBe(1);
    const [end, halt, ...more] = heard(rig);
    expect(more).toEqual([]);
    const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    expect(end).toEqual({ moment: 'end', ...summary, next: [], repo: rig.repo, log: expect.stringMatching(/\.log$/) });
    expect(halt).toMatchObject({ moment: 'halt', exit: 1, halt: { reason: 'not-approved' } });
  });

  test('its failure is told and changes nothing else', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', 'notify = "echo no route >&2; exit 7"\n');
    const ran = await rig.millstone('--json', ...DEMO);
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toContain('WARN: The notify command failed: it ended with exit code 7: no route');
    expect(JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ type: 'run-ended', exit: 0 });
  });
});
