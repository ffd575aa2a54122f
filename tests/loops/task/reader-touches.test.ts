import { describe, expect, test } from 'vitest';
import { approved, changesRequested, sane, type Turn } from '../../support/scripted-agents.js';
import { TaskStage } from '../../support/task-stage.js';

const build: Turn = { on: 'build', says: 'done', edits: { 'a.ts': 'one\n' } };
const misuses: [string, Partial<Turn>][] = [
  ['edits', { edits: { 'a.ts': 'better\n' } }],
  ['adds a file', { edits: { 'notes.md': 'mine\n' } }],
  ['commits', { commits: 'mine' }],
  ['switches the branch', { does: (repository) => void Object.assign(repository, { branch: 'refs/heads/other' }) }],
];

/** Nothing that a reader did may be left, and nothing may follow from its answer. */
function expectUntouched(stage: TaskStage): void {
  expect(stage.repository.files).toEqual({ 'README.md': '# test\n', 'a.ts': 'one\n' });
  expect(stage.repository.log()).toEqual(['start']);
  expect(stage.repository.branch).toBe('refs/heads/main');
  expect(stage.ended()?.commits).toEqual([]);
}

describe('roles that may only read', () => {
  test.each(misuses)(
    'AG-S56 IL-D30 L3 a reviewer that %s: undone, and its approval does not count',
    async (_, misuse) => {
      const stage = new TaskStage([build, { on: 'review', says: approved(), ...misuse }]);
      expect(await stage.run()).toMatchObject({ error: { reason: 'tree-touched', role: 'reviewer' } });
      expect(stage.ended()?.outcome).toBe('reviewer_error');
      expect(stage.ctx.of('restored')).toMatchObject([{ role: 'reviewer' }]);
      expectUntouched(stage);
    },
  );

  test.each(misuses)('IL-D30 L3 a sanity check that %s: undone, and nobody is asked on', async (_, misuse) => {
    const stage = new TaskStage([build, { on: 'sanity-build', says: sane, ...misuse }]);
    expect(await stage.run()).toMatchObject({ error: { reason: 'tree-touched', role: 'sanity' } });
    expect(stage.ended()?.outcome).toBe('agent_error');
    expectUntouched(stage);
  });

  test('L3 what is undone is kept', async () => {
    const stage = new TaskStage([build, { on: 'review', says: approved(), edits: { 'notes.md': 'mine\n' } }]);
    expect(await stage.run()).toMatchObject({ error: { files: ['notes.md'], parked: expect.stringContaining('ref') } });
    expect(stage.repository.keeps('notes.md', 'mine\n')).toBe(true);
  });

  test('L3 holds for the answer to a question put again, and for a call that fails', async () => {
    const edits = { 'notes.md': 'mine\n' };
    const again = new TaskStage([build, { on: 'review', says: 'LGTM' }, { on: 'reask', says: approved(), edits }]);
    expect(await again.run()).toMatchObject({ error: { reason: 'tree-touched' } });
    expectUntouched(again);

    const fails = { reason: 'silent', cli: 'scripted', ms: 1 } as const;
    const failing = new TaskStage([build, { on: 'review', fails, edits }]);
    expect(await failing.run()).toMatchObject({ error: { reason: 'tree-touched' } });
    expectUntouched(failing);
  });

  test('L3 a review in prose is judged by a sanity check that may not touch anything either', async () => {
    const stage = new TaskStage([
      build,
      { on: 'review', says: 'hm' },
      { on: 'reask', says: 'hm' },
      { on: 'sanity-review', says: sane, edits: { 'a.ts': 'x\n' } },
    ]);
    expect(await stage.run()).toMatchObject({ error: { reason: 'tree-touched', role: 'sanity' } });
    expectUntouched(stage);
  });

  test.each([
    ['reviewer', 'review', approved()],
    ['sanity', 'sanity-build', sane],
  ] as const)('L24 a %s that changes what steers the run is stopped, whatever it says', async (role, on, says) => {
    const does = (): void => {
      stage.tampered = ['.millstone/policy.toml'];
    };
    const stage: TaskStage = new TaskStage([build, { on, says, does }]);
    expect(await stage.run()).toEqual({
      ok: false,
      error: { reason: 'tampered', role, files: ['.millstone/policy.toml'] },
    });
    expect(stage.repository.log()).toEqual(['start']);
  });

  test('an early commit of the author is what a reader must leave as it was', async () => {
    const stage = new TaskStage(
      [
        { ...build, commits: 'early' },
        { on: 'review', says: changesRequested('x'), does: (repository) => repository.resetTo(0) },
      ],
      { settings: { maxCycles: 1 } },
    );
    expect(await stage.run()).toMatchObject({ error: { reason: 'tree-touched' } });
    expect(stage.repository.log()).toEqual(['start', 'early']);
  });
});
