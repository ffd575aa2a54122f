import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { approved, type Turn } from '../../support/scripted-agents.js';
import { type StageOptions, TaskStage } from '../../support/task-stage.js';

const rest: Turn[] = [
  { on: 'review', says: approved() },
  { on: 'commit', commits: 'c' },
];
const built = (edits: Turn['edits'] & object): Turn => ({ on: 'build', says: 'done', edits });
const withDangerous = (block: boolean): StageOptions => ({
  policy: { dangerous: { patterns: [/rm -rf/], pathsIgnore: [], block } },
});

/** The task must end at the check: nobody judges the change, nothing is committed, and it stays in the tree. */
async function halted(edits: Turn['edits'] & object, options: StageOptions = {}) {
  const stage = new TaskStage([built(edits)], options);
  const result = await stage.run();
  expect(stage.agents.asked()).toEqual(['build']);
  expect(stage.repository.log()).toEqual(['start']);
  expect(stage.repository.files).toMatchObject(edits);
  return { result, outcome: stage.ended()?.outcome };
}

async function passed(edits: Turn['edits'] & object, options: StageOptions = {}) {
  const stage = new TaskStage([built(edits), ...rest], options);
  expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
  return stage;
}

describe('the mechanical checks of a task', () => {
  test('IL-S17 IL-S18 .env halts under the default policy', async () => {
    const { result, outcome } = await halted({ '.env': 'KEY=1\n' });
    expect(result).toMatchObject({
      error: { reason: 'check', hit: { check: 'sensitive', spots: [{ path: '.env', matched: '.env' }] } },
    });
    expect(outcome).toBe('mechanical_sensitive');
  });

  test('IL-S17 switched off, .env passes', async () => {
    await passed({ '.env': 'KEY=1\n' }, { policy: { sensitive: { enabled: false, paths: ['.env'], block: true } } });
  });

  test('IL-S19 a dangerous pattern in an added line halts, or only warns', async () => {
    const edits = { 'clean.sh': 'rm -rf build\n' };
    const { result, outcome } = await halted(edits, withDangerous(true));
    expect(result).toMatchObject({ error: { hit: { check: 'dangerous' } } });
    expect(outcome).toBe('mechanical_dangerous');

    const stage = await passed(edits, withDangerous(false));
    expect(stage.ctx.of('check-warned')).toMatchObject([{ hit: { check: 'dangerous' } }]);
  });

  test('IL-S14 exactly the limit of lines passes, one more halts', async () => {
    const settings = { loc: { limit: 3, rule: '--max-loc' } };
    await passed({ 'a.ts': '1\n2\n3\n' }, { settings });
    const { outcome } = await halted({ 'a.ts': '1\n2\n3\n4\n' }, { settings });
    expect(outcome).toBe('mechanical_loc');
  });

  test('the change of all cycles together meets the limit', async () => {
    const stage = new TaskStage(
      [
        built({ 'a.ts': '1\n2\n' }),
        { on: 'review', says: { ...approved({ critical: ['more'] }) } },
        { on: 'fix', says: 'more', edits: { 'b.ts': '3\n4\n' } },
      ],
      { settings: { loc: { limit: 3, rule: '--max-loc' } } },
    );
    expect(await stage.run()).toMatchObject({ error: { hit: { check: 'loc', changed: 4 } } });
  });

  test('PO-S33 what the author committed meanwhile meets the limit as well', async () => {
    const stage = new TaskStage([{ ...built({ 'a.ts': '1\n2\n3\n4\n' }), commits: 'early' }], {
      settings: { loc: { limit: 3, rule: '--max-loc' } },
    });
    expect(await stage.run()).toMatchObject({ error: { hit: { check: 'loc', changed: 4 } } });
    expect(stage.agents.asked()).toEqual(['build']);
  });

  test('IL-D25 with --no-tasklist-edits an edit is found also where git ignores the list', async () => {
    const stage: TaskStage = new TaskStage(
      [
        {
          ...built({ 'a.ts': '1\n' }),
          does: () => {
            stage.tasklist = '- [x] mine\n';
          },
        },
      ],
      { settings: { noTasklistEdits: true } },
    );
    stage.tasklist = '- [ ] mine\n';
    expect(await stage.run()).toMatchObject({ error: { hit: { check: 'tasklist-edit' } } });
    expect(stage.ended()?.outcome).toBe('mechanical_tasklist_edit');
  });

  test('IL-D25 an edit made before a crash is still one after it', async () => {
    const options: StageOptions = { settings: { noTasklistEdits: true } };
    const first: TaskStage = new TaskStage(
      [{ on: 'build', fails: { reason: 'silent', cli: 'scripted', ms: 1 } }],
      options,
    );
    first.tasklist = 'before\n';
    await first.run();
    const { repository, ctx } = first;
    const again = new TaskStage([built({ 'a.ts': '1\n' })], { ...options, repository, journal: ctx.journal });
    again.tasklist = 'after\n';
    expect(await again.run()).toMatchObject({ error: { hit: { check: 'tasklist-edit' } } });
  });

  test('PO-S28 without that flag the list is the business of nobody here', async () => {
    const turn = built({ 'a.ts': '1\n' });
    const stage: TaskStage = new TaskStage([
      {
        ...turn,
        does: () => {
          stage.tasklist = 'other\n';
        },
      },
      ...rest,
    ]);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
  });
});
