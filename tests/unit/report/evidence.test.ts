import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../src/domain/event.js';
import type { Verdict } from '../../../src/domain/verdict.js';
import { deltaOf } from '../../../src/policy/evaluate.js';
import { evidenceShelf } from '../../../src/report/evidence-shelf.js';
import { mergeRecords } from '../../../src/report/merge-records.js';
import { records } from '../../../src/report/records.js';
import { MemoryFiles } from '../../support/memory-files.js';
import { evaluated, once, tests } from '../policy/evals.js';
import { commitOf, ended, RUN, refused, stamped, task } from './samples.js';

const approved: Verdict = { approved: true, summary: 'Good.', findings: [] };
const begun: RunEvent = { type: 'task-started', task, maxCycles: 3, nth: 1, of: 1 };
const reviewed = (verdict: Verdict, replayed = false): RunEvent => ({
  ...{ type: 'reviewed', cycle: 1, of: 3, cli: 'claude', verdict, ms: 4_000, replayed },
});
const sanity = (halt: boolean): RunEvent => ({
  ...{ type: 'sanity-judged', of: 'build', verdict: { halt, reason: halt ? 'gibberish' : '' } },
});
const measured: RunEvent = {
  ...{ type: 'evaluated', when: 'gate', replayed: false },
  stored: { file: 'x.json', evaluation: evaluated(once(tests(3, 1, 0, 0, ['a']))) },
};

/** The evidence that these events leave. */
async function evidence(...events: readonly RunEvent[]) {
  const files = new MemoryFiles();
  const shelf = evidenceShelf(files, () => undefined);
  shelf.open('/e', 'C1_local_write');
  const deps = { files, shelf, hash: () => 'abcd1234', sameBut: () => false, delta: deltaOf };
  const sink = records({ ...deps, onTrouble: () => undefined });
  sink.open({ tasks: '/t', reviews: '/m/reviews.jsonl' });
  for (const [at, event] of events.entries()) sink.on(stamped(event, at + 1));
  await sink.settle?.();
  await shelf.settle();
  const paths = [...files.texts.keys()].filter((path) => path.startsWith('/e/')).sort();
  return paths.map((path) => ({ path, ...JSON.parse(files.texts.get(path) ?? 'null') }));
}

describe('evidence of a task', () => {
  test('EV-S50 EV-S51 an approved one: what was judged, by how many findings and in how many cycles', async () => {
    const found = await evidence(begun, reviewed(approved), ended());
    expect(found).toEqual([
      {
        path: '/e/20260131_120000_123003-review-add-retry.json',
        evidence_id: '20260131_120000_123003-review-add-retry',
        kind: 'review',
        timestamp: '2026-01-31T12:00:00Z',
        outcome: 'approved',
        work_item_id: 'retry',
        work_item_kind: 'task',
        capability_tier: 'C1_local_write',
        ...{ cycle_id: RUN, previous: null },
        detail: {
          review_summary: 'Good.',
          findings_count: 0,
          findings_by_severity: { critical: 0, high: 0, medium: 0, low: 0, nit: 0 },
          cycles: 2,
          duration_ms: 4_000,
        },
      },
    ]);
  });

  test('a review that asked for changes, with its own findings', async () => {
    const [first] = await evidence(begun, reviewed(refused), reviewed(approved), ended());
    expect(first).toMatchObject({
      kind: 'review',
      outcome: 'request_changes',
      detail: { findings_count: 2, cycles: 1 },
    });
  });

  test.each([
    ['no_changes', undefined],
    ['eval_gate_failed', false],
    ['commit_failed', false],
    ['interrupted', false],
  ] as const)(
    'EV-S51 an approved task that ended as %s: its verdict, and whether nothing came of it',
    async (outcome, committed) => {
      const found = await evidence(begun, reviewed(approved), ended({ outcome }));
      expect(found.map(({ outcome, detail }) => [outcome, detail.committed])).toEqual([['approved', committed]]);
      expect(await evidence(begun, ended({ outcome: 'max_cycles' }))).toEqual([]);
    },
  );

  test('an approval that a gate sent back, and the one after it', async () => {
    const found = await evidence(begun, reviewed(approved), reviewed(refused), reviewed(approved), ended());
    expect(found.map(({ outcome, detail }) => [outcome, detail.committed])).toEqual([
      ['approved', false],
      ['request_changes', undefined],
      ['approved', undefined],
    ]);
  });

  test('sanity checks, and why they said stop', async () => {
    expect(await evidence(begun, sanity(false), sanity(true))).toMatchObject([
      { kind: 'sanity_check', outcome: 'ok', work_item_id: 'retry' },
      { kind: 'sanity_check', outcome: 'halt', detail: { of: 'build', reason: 'gibberish' } },
    ]);
  });

  test('AR-S50 EV-S50 EV-S51 evaluations; two in the same instant have two names', async () => {
    const found = await evidence(begun, measured, measured);
    expect(found).toMatchObject([
      { kind: 'eval', outcome: 'failed', detail: { eval_file: 'x.json', tests_failed: 1, when: 'gate' } },
      { kind: 'eval', work_item_id: 'retry', work_item_kind: 'task' },
    ]);
    expect(new Set(found.map(({ path }) => path)).size).toBe(2);
  });

  test('what is read back after a crash leaves none again', async () => {
    expect(await evidence(begun, reviewed(refused, true))).toEqual([]);
  });

  test('a title without letters still gives a name', async () => {
    const [one] = await evidence({ ...begun, task: { ...task, title: '修复' } }, reviewed(approved), ended());
    expect(one?.path).toMatch(/-review-task\.json$/);
  });
});

describe('evidence of tasks that were worked on at once', () => {
  const about = { id: 'retry', title: 'Add retry' } as const;
  const queued: RunEvent = { type: 'task-queued', task: task.id, ahead: 0 };
  const lost = (outcome: 'conflict' | 'eval_gate_failed' | 'blocked' | 'land_pending'): RunEvent => ({
    ...{ type: 'task-lost', lost: { ...about, id: task.id, outcome, says: 'why' } },
  });

  async function landings(...events: readonly RunEvent[]) {
    const files = new MemoryFiles();
    const shelf = evidenceShelf(files, () => undefined);
    shelf.open('/e', 'C1_local_write');
    const sink = mergeRecords(shelf);
    for (const [at, event] of events.entries()) sink.on(stamped(event, at + 1));
    await shelf.settle();
    return [...files.texts.values()].map((text) => JSON.parse(text));
  }

  test('one that landed, with its commits', async () => {
    const commits = [commitOf('Add retry')];
    const landed: RunEvent = { type: 'landed', task: task.id, title: 'Add retry', base: 'main', commits };
    expect(await landings(queued, landed)).toMatchObject([
      { kind: 'merge', outcome: 'merged', work_item_id: 'retry', detail: { base: 'main', commits: [commits[0]?.id] } },
    ]);
  });

  test.each([
    ['conflict', 'conflict'],
    ['eval_gate_failed', 'eval_fail'],
    ['blocked', 'safety_fail'],
    ['land_pending', 'land_fail'],
  ] as const)('one that was lost as %s, which is %s', async (outcome, expected) => {
    expect(await landings(queued, lost(outcome))).toMatchObject([{ outcome: expected, detail: { reason: 'why' } }]);
    // One that never came so far was not refused by any landing.
    expect(await landings(lost(outcome))).toEqual([]);
  });
});
