import { describe, expect, test } from 'vitest';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { list, turns } from '../support/parallel-turns.js';
import { Rig } from '../support/rig.js';

const FILE = '.millstone/tasklist.md';
/** Waits until a file has landed. */
const behind = (file: string): string =>
  `n=0; until git cat-file -e main:${file} 2>/dev/null; do sleep 0.05; n=$((n+1)); [ $n -lt 400 ] || exit 1; done`;
const mends = (id: string, edits: FakeTurn['edits']): readonly FakeTurn[] => [
  { task: id, on: 'fix', says: 'done', ...(edits === undefined ? {} : { edits }) },
  ...turns(id).slice(1),
];

describe('S12 an approved task that does not go together with what landed', () => {
  test('goes back to its author with the conflict and both intents, and lands when it is resolved', async () => {
    const rig = await Rig.create();
    rig.write('same.ts', 'start\n');
    rig.git('add', '-A');
    rig.git('commit', '-qm', 'same');
    rig.write(FILE, list(['a'], ['b']));
    rig.script(...turns('a', { edits: { 'same.ts': 'a\n' } }));
    rig.script(
      ...turns('b', {
        edits: { 'same.ts': 'b\n', 'b.ts': 'b\n' },
        runs: behind('same.ts').replace('cat-file -e main:same.ts', 'show main:same.ts 2>/dev/null | grep -qx a'),
      }),
    );
    rig.script(...mends('b', { 'same.ts': 'a and b\n' }));
    const { exitCode, events } = await rig.events('--worktrees', '--concurrency', '2');
    expect(exitCode).toBe(0);
    expect(events.find(({ type }) => type === 'task-returned')).toMatchObject({
      task: 'b',
      why: 'conflict',
      names: ['same.ts'],
    });
    const fix = (await rig.fake.calls()).find(({ purpose }) => purpose === 'fix');
    expect(fix?.prompt).toContain('In these files both sides stand between conflict markers');
    expect(fix?.prompt).toContain('millstone: merge task a: Add a');
    // What began as one line has both of them, between three that mark them.
    expect(fix?.prompt).toContain('+4 -0        same.ts');
    expect([rig.read('same.ts'), rig.read('b.ts')]).toEqual(['a and b\n', 'b\n']);
    expect(rig.read(FILE)).toBe(list(['a'], ['b']).replaceAll('[ ]', '[x]'));
    // The first try is kept.
    expect(rig.git('for-each-ref', '--format=%(subject)', 'refs/millstone/parked')).toContain('Add b');
    expect(rig.status()).toBe('');
  });

  test('WT-S64 WT-S38 goes back with what is newly red; what was red before stops nobody', async () => {
    const rig = await Rig.create();
    rig.write('check.sh', '[ ! -e a.ts ] || [ ! -e b.ts ] || [ -e both.ts ] || { echo a and b clash; exit 1; }\n');
    rig.git('add', '-A');
    rig.git('commit', '-qm', 'check');
    rig.write('.millstone/project.toml', '[tests]\ncommand = "sh check.sh"\n[lint]\ncommand = "exit 1"\n');
    rig.write(FILE, list(['a'], ['b']));
    rig.script(...turns('a'), ...turns('b', { runs: behind('a.ts') }), ...mends('b', { 'both.ts': 'both\n' }));
    const { exitCode, events } = await rig.events('--worktrees', '--concurrency', '2');
    expect(exitCode).toBe(0);
    expect(events.find(({ type }) => type === 'task-returned')).toMatchObject({ task: 'b', why: 'red' });
    const fix = (await rig.fake.calls()).find(({ purpose }) => purpose === 'fix');
    expect(fix?.prompt).toContain('a and b clash');
    expect([rig.read('b.ts'), rig.read('both.ts')]).toEqual(['b\n', 'both\n']);
    // Every state of the branch passed.
    for (const at of rig.git('rev-list', '--first-parent', 'HEAD').split('\n')) {
      const names = rig.git('ls-tree', '--name-only', at).split('\n');
      expect(names.includes('a.ts') && names.includes('b.ts')).toBe(names.includes('both.ts'));
    }
  });
});
