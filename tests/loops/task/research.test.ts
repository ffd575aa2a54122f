import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import type { Turn } from '../../support/scripted-agents.js';
import { takeUp } from '../../support/take-up.js';
import { TaskStage } from '../../support/task-stage.js';
import { WorklistStage } from '../../support/worklist-stage.js';

const settings = { research: true };
const found: Turn = { on: 'research', says: '## SUMMARY\nIt waits for the disk.' };

describe('a research', () => {
  test('ST-S48 comes to a report, and to nothing else', async () => {
    const stage = new TaskStage([found], { settings });
    expect(await stage.run()).toEqual(ok({ outcome: 'researched', cycles: 0, commits: [] }));
    expect(stage.reports.kept).toMatchObject([{ title: 'Add retry', text: expect.stringContaining('## Summary') }]);
    expect(stage.ctx.of('research-completed')).toMatchObject([{ file: 'research/1.md' }]);
    expect(stage.agents.requests).toMatchObject([{ role: 'author', purpose: 'research', schema: null }]);
    expect(stage.repository.log()).toEqual(['start']);
    expect(stage.prompts('research')[0]).toContain('Add retry to the client.');
  });

  test('begins in whatever state the files are, and an edit of the author is undone and halts', async () => {
    const stage = new TaskStage([{ ...found, edits: { 'README.md': 'theirs\n' } }], { settings });
    stage.repository.edit({ 'README.md': 'mine\n' });
    expect(await stage.run()).toMatchObject({ error: { reason: 'tree-touched', role: 'author' } });
    expect(stage.repository.files).toEqual({ 'README.md': 'mine\n' });
    expect(stage.reports.kept).toEqual([]);
  });

  test('asks once more for an answer that says nothing, then halts', async () => {
    const stage = new TaskStage([{ ...found, says: ' \n' }, found], { settings });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'researched' }));
    const short = new TaskStage(
      [
        { ...found, says: 'Done.' },
        { ...found, says: 'Done!' },
      ],
      {
        settings: { ...settings, minReplyLength: 10 },
      },
    );
    expect(await short.run()).toMatchObject({ error: { reason: 'unreadable-reply', excerpt: 'Done!' } });
    expect(short.reports.kept).toEqual([]);
    const once = new TaskStage([{ ...found, says: '' }], { settings: { ...settings, retryOnEmpty: false } });
    expect(await once.run()).toMatchObject({ error: { reason: 'unreadable-reply' } });
  });

  test('of a high risk asks a person like any other task', async () => {
    const stage = new TaskStage([], { settings, task: { risk: 'high' } });
    expect(await stage.run()).toMatchObject({ error: { reason: 'declined' } });
    expect(stage.agents.requests).toEqual([]);
  });

  test('through a list ticks each task once its report is kept', async () => {
    const stage = new WorklistStage('- [ ] Look at a\n- [ ] Look at b\n', [found, found], { settings });
    expect(await stage.work()).toMatchObject(ok({ outcome: 'researched', end: 'none-left', commits: [] }));
    expect(stage.list.text).toBe('- [x] Look at a\n- [x] Look at b\n');
    expect(stage.reports.kept.map(({ title }) => title)).toEqual(['Look at a', 'Look at b']);
  });
});

describe('a research that is taken up', () => {
  test('is not paid for twice, whatever a person did to the files meanwhile', async () => {
    const stage = new TaskStage([found], { settings });
    stage.reports.fails = 'no room';
    expect(await stage.run()).toMatchObject({ error: { reason: 'state', why: 'no room' } });
    stage.repository.edit({ 'README.md': 'mine\n' });
    const again = await takeUp(stage, [], { settings });
    expect(await again.run()).toMatchObject(ok({ outcome: 'researched' }));
    expect(again.reports.kept).toHaveLength(1);
    expect(again.repository.files).toEqual({ 'README.md': 'mine\n' });
  });

  test('is asked anew when the answer had said nothing', async () => {
    const stage = new TaskStage(
      [
        { ...found, says: '' },
        { ...found, says: '' },
      ],
      { settings },
    );
    expect(await stage.run()).toMatchObject({ error: { reason: 'unreadable-reply' } });
    const again = await takeUp(stage, [found], { settings });
    expect(await again.run()).toMatchObject(ok({ outcome: 'researched' }));
  });
});
