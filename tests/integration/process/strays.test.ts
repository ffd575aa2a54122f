import { describe, expect, test } from 'vitest';
import { alive } from '../../../src/adapters/process/end-all.js';
import { makeSpawn } from '../../../src/adapters/process/spawn.js';
import {
  family,
  fromEnvironments,
  type Listed,
  listProcesses,
  marked,
  parsePs,
  parseStat,
} from '../../../src/adapters/process/strays.js';
import { FOREVER, gone, makeRig } from './rig.js';

describe('the list of processes', () => {
  test.each([
    ['an ordinary one', '12 (node) S 1 12 12 0 -1', { pid: 12, parent: 1, group: 12, zombie: false }],
    ['a name with parentheses and spaces', '12 (a) Z 9 (b) R 3 4 5 0', { pid: 12, parent: 3, group: 4, zombie: false }],
    ['a name with a newline', '12 (a\nb) S 3 4 5 0', { pid: 12, parent: 3, group: 4, zombie: false }],
    ['a dead one', '12 (node) Z 1 12 12 0', { pid: 12, parent: 1, group: 12, zombie: true }],
    ['one that is just dying', '12 (node) X 0 -1 -1 0', { pid: 12, parent: 0, group: -1, zombie: true }],
    ['nothing, when it has gone meanwhile', '', null],
    ['half a line', '12 (node)', null],
  ])('/proc: %s', (_name, text, listed) => {
    expect(parseStat(text)).toEqual(listed);
  });

  test.each([
    ['  12     1    12 S', { pid: 12, parent: 1, group: 12, zombie: false }],
    ['12 1 12 Ss+', { pid: 12, parent: 1, group: 12, zombie: false }],
    ['12 1 12 Z+', { pid: 12, parent: 1, group: 12, zombie: true }],
    ['', null],
    ['  PID  PPID  PGID STAT', null],
  ])('ps: "%s"', (line, listed) => {
    expect(parsePs(line)).toEqual(listed);
  });

  test('has this process in it', async () => {
    const own = (await listProcesses()).find((one) => one.pid === process.pid);
    expect(own).toMatchObject({ parent: process.ppid, zombie: false });
  });
});

describe('a family', () => {
  const row = (pid: number, parent: number, group: number, zombie = false): Listed => ({ pid, parent, group, zombie });
  const of = (all: readonly Listed[]) => [...family(all, new Set([10]))].sort((a, b) => a - b);

  test.each([
    ['the root alone', [row(10, 1, 10), row(20, 1, 20)], [10]],
    [
      'children and theirs, in whatever order they are listed',
      [row(12, 11, 12), row(11, 10, 11), row(10, 1, 10)],
      [10, 11, 12],
    ],
    ['the group, although the parent has gone', [row(10, 1, 10), row(11, 1, 10)], [10, 11]],
    ['children of the group in groups of their own', [row(11, 1, 10), row(12, 11, 12)], [11, 12]],
    ['not the parent, nor its other children', [row(9, 1, 9), row(10, 9, 10), row(8, 9, 9)], [10]],
    ['no dead ones, but their living children', [row(10, 1, 10, true), row(11, 10, 11, true), row(12, 11, 12)], [12]],
    ['nobody, when all have gone', [row(1, 0, 1)], []],
  ])('is %s', (_name, all, expected) => {
    expect(of(all)).toEqual(expected);
  });
});

describe('who is alive', () => {
  test('is nobody that is dead, though it was not collected', async () => {
    using rig = makeRig();
    const cancel = new AbortController();
    // The shell becomes a program that never asks after its child.
    const script = `sleep 0.2 & echo $! > child; echo $$ > pid; exec ${FOREVER}`;
    const running = makeSpawn({ guard: null, mark: null })(rig.sh(script), cancel.signal);
    const [child, pid] = [await rig.pid('child'), await rig.pid('pid')];
    await gone(child);
    expect((await listProcesses()).find((one) => one.pid === child)).toMatchObject({ parent: pid, zombie: true });
    expect(await alive(new Set([child, pid]))).toEqual([pid]);
    cancel.abort();
    await running;
    expect(await alive(new Set([child, pid]))).toEqual([]);
  });
});

describe('a mark', () => {
  test('is read of what ps tells on macOS', () => {
    const told = [
      '  12 node agent.js PATH=/bin MILLSTONE_RUN=a HOME=/h',
      `${process.pid} node MILLSTONE_RUN=a`,
      '  13 node agent.js MILLSTONE_RUN=ab',
      '  14 sh MILLSTONE_RUN=a',
      'noise MILLSTONE_RUN=a',
      '',
    ];
    expect(fromEnvironments(told.join('\n'), 'MILLSTONE_RUN=a')).toEqual([12, 14]);
  });

  test.runIf(process.platform === 'linux')('is found only whole, and never in this process', async () => {
    using rig = makeRig();
    const cancel = new AbortController();
    const mark = `test-${process.pid}-mark`;
    const run = makeSpawn({ guard: null, mark });
    const running = run(rig.sh(`echo $$ > pid; exec ${FOREVER}`), cancel.signal);
    const pid = await rig.pid('pid');
    expect(await marked(`MILLSTONE_RUN=${mark}`)).toEqual([pid]);
    expect(await marked(`MILLSTONE_RUN=${mark.slice(0, -1)}`)).toEqual([]);
    cancel.abort();
    await running;
    expect(await marked(`MILLSTONE_RUN=${mark}`)).toEqual([]);
  });
});
