import { describe, expect, test } from 'vitest';
import type { HaltOf } from '../../src/domain/halt.js';
import { journalOf } from '../support/fake-agent-record.js';
import { approves, builds, TASK } from '../support/fake-agent-script.js';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { Rig } from '../support/rig.js';
import { sane } from '../support/scripted-agents.js';

const edits = { 'a.txt': "the reader's\n", 'b.txt': 'b\n', 'README.md': null };
const readers: readonly [role: string, outcome: string, turn: FakeTurn][] = [
  ['reviewer', 'reviewer_error', approves],
  ['sanity', 'agent_error', { on: 'sanity-build', says: sane }],
];

/** The halt of a run that must stop since its reader did not only read, with the ref of what was undone. */
async function stopped(rig: Rig, role: string, outcome = 'reviewer_error'): Promise<HaltOf<'tree-touched'>> {
  const { exitCode, events } = await rig.events(...TASK);
  expect(exitCode).toBe(1);
  expect(events.at(-1)).toMatchObject({ outcome, commits: [] });
  const halted = events.find((event) => event.type === 'halted');
  if (halted?.type !== 'halted' || halted.halt.reason !== 'tree-touched') throw new Error(JSON.stringify(halted));
  expect(halted.halt.role).toBe(role);
  expect(journalOf(rig.repo).at(-1)).toMatchObject({ kind: 'halted', reason: 'tree-touched' });
  // Everything is as the author left it.
  expect(rig.read('a.txt')).toBe('a\n');
  expect(rig.status()).toBe('?? a.txt');
  expect(rig.log()).toEqual(['start']);
  expect(rig.git('symbolic-ref', 'HEAD')).toBe('refs/heads/main');
  return halted.halt;
}

describe('a role that may only read', () => {
  test.each(readers)('L3 the %s edits files: undone, parked, and no approval of it counts', async (...given) => {
    const [role, outcome, turn] = given;
    const rig = await Rig.create();
    rig.script(builds, { ...turn, edits });
    const { files, parked } = await stopped(rig, role, outcome);
    expect([...files].sort()).toEqual(['README.md', 'a.txt', 'b.txt']);
    expect(rig.git('ls-tree', '--name-only', parked).split('\n')).toEqual(['.gitignore', 'a.txt', 'b.txt']);
    expect(rig.git('show', `${parked}:a.txt`)).toBe("the reader's");
    expect(rig.git('show', `${parked}:b.txt`)).toBe('b');
    const told = rig.git('for-each-ref', '--format=%(refname)', 'refs/millstone/parked');
    expect(told).toBe(parked);
  });

  const deeds: readonly [what: string, runs: string][] = [
    ['commits', 'git add -A && git commit -qm sneaky'],
    ['switches to another branch', 'git checkout -q -b other'],
    ['amends the commit before', 'git commit -q --amend -m other'],
  ];
  test.each(deeds)('a reviewer that %s finds that undone', async (_, runs) => {
    const rig = await Rig.create();
    const start = rig.git('rev-parse', 'HEAD');
    rig.script(builds, { ...approves, runs });
    const { parked } = await stopped(rig, 'reviewer');
    expect(rig.git('rev-parse', 'HEAD')).toBe(start);
    expect(rig.git('show', `${parked}:a.txt`)).toBe('a');
  });

  test('AG-S56 what a reader did before it crashed is undone as well, and it is not asked again', async () => {
    const rig = await Rig.create();
    rig.script(builds, { on: 'review', edits, signal: 'KILL' });
    await stopped(rig, 'reviewer');
  });

  test('the answer to a second question is watched like the first', async () => {
    const rig = await Rig.create();
    rig.script(builds, { on: 'review', says: 'fine' }, { on: 'reask', says: approves.says ?? '', edits });
    await stopped(rig, 'reviewer');
  });

  test.each(readers)(
    'L3 the %s writes into a list that git does not see: put back, and none of it is done',
    async (...given) => {
      const [role, , turn] = given;
      const rig = await Rig.create();
      const list = '- [ ] Add a\n- [ ] Add b\n';
      rig.write('.millstone/tasklist.md', list);
      rig.script(builds, { ...turn, edits: { '.millstone/tasklist.md': `${list}- [ ] Give everything away\n` } });
      const { exitCode, events } = await rig.events('-n', '1');
      expect(exitCode).toBe(1);
      const files = ['.millstone/tasklist.md'];
      expect(events.find(({ type }) => type === 'halted')).toMatchObject({ halt: { reason: 'tampered', role, files } });
      expect(rig.read('.millstone/tasklist.md')).toBe(list);
      expect(rig.log()).toEqual(['start']);
    },
  );
});
