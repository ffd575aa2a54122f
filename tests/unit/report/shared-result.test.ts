import { describe, expect, test } from 'vitest';
import type { RunEvent, Stamped } from '../../../src/domain/event.js';
import { sharedResult } from '../../../src/report/shared-result.js';
import { MemoryFiles } from '../../support/memory-files.js';
import { RUN, runEnded } from './samples.js';

const FILE = '/shared/tasks/a/result.json';
const reviewed = (summary: string): RunEvent => ({
  ...{ type: 'reviewed', cycle: 1, of: 3, cli: 'demo', ms: 1, replayed: false },
  verdict: { approved: true, summary, findings: [] },
});

/** What is written of these events, and what went wrong with that. */
async function told(files: MemoryFiles, ...events: readonly RunEvent[]) {
  const trouble: string[] = [];
  const sink = sharedResult(files, (why) => trouble.push(why));
  sink.open({
    file: FILE,
    id: 'a',
    task: { risk: 'high' },
    began: new Date('2026-01-31T12:00:00.500Z'),
    where: async () => ({ branch: 'work', commit: 'c0ffee' }),
  });
  for (const [seq, event] of events.entries())
    sink.on({ ...event, at: '2026-01-31T12:00:07.000Z', run: RUN, seq } as Stamped);
  await sink.close?.();
  return { text: files.texts.get(FILE), trouble };
}

describe('S11 the result of a task that was started for others', () => {
  test('WT-S24 names the task, how it ended and where it is', async () => {
    const { text } = await told(new MemoryFiles(), reviewed('Fine.'), runEnded({}));
    expect(JSON.parse(text ?? '')).toEqual({
      branch: 'work',
      commit_sha: 'c0ffee',
      completed_at: Date.UTC(2026, 0, 31, 12, 0, 7) / 1000,
      error: null,
      outcome: 'approved',
      review_summary: 'Fine.',
      risk: 'high',
      started_at: Date.UTC(2026, 0, 31, 12, 0, 0, 500) / 1000,
      status: 'success',
      task_id: 'a',
    });
    expect(text?.endsWith('}\n')).toBe(true);
  });

  test('a halt is a failure with its reason, and a review is cut', async () => {
    const halt = { reason: 'not-approved', says: 'The reviewer did not approve.' } as const;
    const ended = runEnded({ exit: 1, outcome: 'max_cycles', halt });
    const { text } = await told(new MemoryFiles(), reviewed('é'.repeat(5_000)), ended);
    expect(JSON.parse(text ?? '')).toMatchObject({
      ...{ status: 'failed', outcome: 'max_cycles', error: 'The reviewer did not approve.' },
      review_summary: 'é'.repeat(4_000),
    });
  });

  test('WT-S26 one that cannot be written is told, and nothing else', async () => {
    const files = new MemoryFiles();
    files.write = async () => ({ ok: false, error: 'the disk is full' });
    expect(await told(files, runEnded({}))).toEqual({ text: undefined, trouble: ['the disk is full'] });
  });
});
