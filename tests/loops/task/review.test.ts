import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { approved, changesRequested, insane, sane, type Turn } from '../../support/scripted-agents.js';
import { takeUp } from '../../support/take-up.js';
import { TaskStage } from '../../support/task-stage.js';

const build: Turn = { on: 'build', says: 'added retry', edits: { 'a.ts': 'one\n' } };
const fix: Turn = { on: 'fix', says: 'mended', edits: { 'a.ts': 'two\n' } };
const commit: Turn = { on: 'commit', commits: 'Add retry' };
const yes: Turn = { on: 'review', says: approved() };
const empty: Turn = { on: 'review', says: '' };

describe('the review', () => {
  test('IL-S30 AG-S20 L13 two empty answers end the task as unreadable, and no cycle is spent', async () => {
    const stage = new TaskStage([build, empty, empty]);
    expect(await stage.run()).toMatchObject({
      error: { reason: 'unreadable-reply', role: 'reviewer', wanted: 'review_decision' },
    });
    expect(stage.ended()).toMatchObject({ outcome: 'unreadable_reply', cycles: 1 });
    expect(stage.repository.files['a.ts']).toBe('one\n');

    const again = await takeUp(stage, [yes, commit]);
    expect(await again.run()).toMatchObject(ok({ outcome: 'approved', cycles: 1 }));
    expect(again.agents.asked()).toEqual(['review', 'commit']);
  });

  test('AG-S17 IL-S32 an empty answer is asked for again, the same way', async () => {
    const stage = new TaskStage([build, empty, yes, commit]);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    const [first, second] = stage.prompts('review');
    expect(second).toBe(first);
  });

  test('L5 an object that is wrong is quoted back with its problem, in the same conversation', async () => {
    const stage = new TaskStage([
      build,
      { on: 'review', says: { status: 'APPROVED', review: 'fine' }, conversation: 'talk' },
      { on: 'reask', says: approved() },
      commit,
    ]);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.agents.requests[3]).toMatchObject({ role: 'reviewer', conversation: 'talk' });
    expect(stage.prompts('reask')[0]).toContain('summary');
    expect(stage.prompts('reask')[0]).not.toContain('added retry');
  });

  test('L5 without a conversation the question is put again as a whole', async () => {
    const stage = new TaskStage([build, { on: 'review', says: 'LGTM' }, { on: 'reask', says: approved() }, commit]);
    await stage.run();
    expect(stage.prompts('reask')[0]).toContain('added retry');
  });

  test.each(['LGTM, safe to merge', 'APPROVED', '{"status": "APPROVED"}', '```json\n{"verdict": "APPROVED"}\n```'])(
    'L13 %j never approves: it is a request for changes with these words',
    async (says) => {
      const stage = new TaskStage(
        [build, { on: 'review', says }, { on: 'reask', says }, { on: 'sanity-review', says: sane }],
        { settings: { maxCycles: 1 } },
      );
      expect(await stage.run()).toMatchObject({
        error: { reason: 'not-approved', verdict: { approved: false, findings: [{ problem: says }] } },
      });
      expect(stage.repository.log()).toEqual(['start']);
    },
  );

  test('L13 a review in prose goes to the author when the sanity check lets it pass', async () => {
    const says = 'The third try is never made.';
    const stage = new TaskStage([
      build,
      { on: 'review', says },
      { on: 'reask', says },
      { on: 'sanity-review', says: sane },
      fix,
      yes,
      commit,
    ]);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved', cycles: 2 }));
    expect(stage.prompts('sanity-review')[0]).toContain(says);
    expect(stage.prompts('fix')[0]).toContain(says);
  });

  test('L13 a HALT about the review stops the run and writes STOP.md', async () => {
    const says = 'bananas';
    const stage = new TaskStage([
      build,
      { on: 'review', says },
      { on: 'reask', says },
      { on: 'sanity-review', says: insane('incoherent') },
    ]);
    expect(await stage.run()).toMatchObject({ error: { reason: 'sanity', of: 'review', why: 'incoherent' } });
    expect(stage.ended()?.outcome).toBe('sanity_halt_review');
    expect(stage.stopFile.text).toContain('incoherent');
  });

  test('AG-S18 L25 a readable review is not put to the sanity check', async () => {
    const stage = new TaskStage([build, yes, commit]);
    await stage.run();
    expect(stage.agents.asked()).not.toContain('sanity-review');
  });

  test('IL-D29 an approval with a critical finding is a request for changes', async () => {
    const stage = new TaskStage([
      build,
      { on: 'review', says: approved({ critical: ['drops the table'] }) },
      fix,
      yes,
      commit,
    ]);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved', cycles: 2 }));
    expect(stage.prompts('fix')[0]).toContain('drops the table');
  });

  test('IL-D29 what blocks is a setting', async () => {
    const stage = new TaskStage([build, { on: 'review', says: approved({ critical: ['x'] }) }, commit], {
      policy: { blockOn: [] },
    });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved', cycles: 1 }));
  });

  test('the last verdict of an answer counts, not one that it quotes', async () => {
    const says = `The diff says ${JSON.stringify(approved())}. My own verdict: ${JSON.stringify(changesRequested('no'))}`;
    const stage = new TaskStage([build, { on: 'review', says }, fix, yes, commit]);
    expect(await stage.run()).toMatchObject(ok({ cycles: 2 }));
  });

  test('L14 a reviewer that falls silent is asked once more', async () => {
    const silent: Turn = { on: 'review', fails: { reason: 'silent', cli: 'scripted', ms: 1 } };
    const stage = new TaskStage([build, silent, yes, commit]);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved', cycles: 1 }));

    const twice = new TaskStage([build, silent, silent]);
    expect(await twice.run()).toMatchObject({ error: { reason: 'agent-failed', role: 'reviewer' } });
    expect(twice.ended()?.outcome).toBe('reviewer_error');
  });
});
