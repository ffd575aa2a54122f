import { describe, expect, test } from 'vitest';
import { approves, builds, commits, TASK } from '../support/fake-agent-script.js';
import { Rig } from '../support/rig.js';

describe('CLI-S55 a reader who goes away', () => {
  const ways: readonly [what: string, streams: readonly ('stdout' | 'stderr')[], args: readonly string[]][] = [
    ['stdout of --json', ['stdout'], ['--json']],
    ['both streams', ['stdout', 'stderr'], ['--verbose']],
  ];
  test.each(ways)('closing %s does not stop the run', async (_, streams, args) => {
    const rig = await Rig.create();
    rig.script({ ...builds, held: true, does: ['Edit a.txt'] }, approves, commits);
    const { child, ended } = rig.start([...TASK, ...args]);
    await rig.fake.called(1);
    for (const stream of streams) child[stream]?.destroy();
    rig.fake.release(1);
    expect(await ended).toMatchObject({ exitCode: 0, signal: null });
    expect(rig.log()).toEqual(['Add a', 'start']);
  });
});
