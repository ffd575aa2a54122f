import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../src/domain/event.js';
import type { JudgedArtifact } from '../../../src/domain/evidence.js';
import type { GateDecision, Made } from '../../../src/domain/gate.js';
import type { Verdict } from '../../../src/domain/verdict.js';
import { evidenceShelf } from '../../../src/report/evidence-shelf.js';
import { outerEvidence } from '../../../src/report/outer-evidence.js';
import { MemoryFiles } from '../../support/memory-files.js';
import { refused, stamped, task } from './samples.js';

const DESIGN = '.millstone/designs/be-fast.md';
const about: JudgedArtifact = {
  ...{ loop: 'design', item: { kind: 'design', id: 'be-fast' }, title: 'Be fast', file: DESIGN },
};
const reviewed = (artifact: JudgedArtifact | null, approved: boolean, replayed = false): RunEvent => ({
  ...{ type: 'reviewed', cycle: 2, of: 3, cli: 'codex', ms: 4_000, replayed },
  verdict: approved ? { approved, summary: 'Good.', findings: [] } : refused,
  ...(artifact === null ? {} : { artifact }),
});
const made = (id: string): Made => ({ kind: 'design', id, title: id, file: `d/${id}.md`, summary: [], size: 1 });
const decided = (decision: GateDecision, ...ids: readonly string[]): RunEvent => ({
  ...{ type: 'gate-decided', gate: 'designs', decision, made: ids.map(made) },
});

/** The evidence that these events leave. */
async function evidence(...events: readonly RunEvent[]) {
  const files = new MemoryFiles();
  const shelf = evidenceShelf(files, () => undefined);
  shelf.open('/e', 'C1_local_write');
  const sink = outerEvidence(shelf, 'ada');
  for (const [at, event] of events.entries()) sink.on(stamped(event, at + 1));
  await shelf.settle();
  return [...files.texts].map(([path, text]) => ({ path, ...JSON.parse(text) }));
}

describe('evidence of reviews of artifacts', () => {
  test('EV-S51 of a design: its file, who judged it, and whether it needs a revision', async () => {
    const found = await evidence(reviewed(about, false), reviewed(about, true));
    expect(found).toMatchObject([
      {
        path: '/e/20260131_120000_123001-design-review-be-fast.json',
        ...{ kind: 'design_review', outcome: 'needs_revision', work_item_id: 'be-fast', work_item_kind: 'design' },
        detail: { issues_count: 2, findings_by_severity: { high: 1, low: 1 }, review_summary: 'Not yet.' },
      },
      {
        outcome: 'approved',
        detail: { design_path: DESIGN, issues_count: 0, verdict: 'APPROVED', reviewer: 'codex', cycle: 2 },
      },
    ]);
  });

  test.each<[JudgedArtifact['loop'], JudgedArtifact['item'], object]>([
    ['analyze', { kind: 'opportunity', id: null }, { analyze_path: DESIGN }],
    ['plan', { kind: 'design', id: 'be-fast' }, { plan_path: DESIGN }],
  ])('of the stage %s', async (loop, item, detail) => {
    const [one] = await evidence(reviewed({ ...about, loop, item }, true));
    expect(one).toMatchObject({
      ...{ kind: `${loop}_review`, work_item_id: item.id, work_item_kind: item.kind, detail },
      evidence_id: expect.stringContaining(`-${loop}-review-be-fast`),
    });
  });

  test('a change of code is no artifact, and what is read back was kept before', async () => {
    expect(await evidence(reviewed(null, true), reviewed(about, true, true))).toEqual([]);
  });

  test('a design that was judged outside of any run', async () => {
    const verdict: Verdict = { approved: true, summary: '', findings: [] };
    const found = await evidence({ type: 'design-judged', artifact: about, cli: 'codex', verdict });
    expect(found).toMatchObject([{ kind: 'design_review', outcome: 'approved', work_item_id: 'be-fast' }]);
  });

  test('a sanity check of such a review, and not one of a task', async () => {
    const stage: RunEvent = {
      ...{ type: 'stage-started', stage: 'design', title: 'Be fast' },
      input: { kind: 'opportunity', id: 'be-fast' },
    };
    const judged: RunEvent = { type: 'sanity-judged', of: 'review', verdict: { halt: true, reason: 'gibberish' } };
    const begun: RunEvent = { type: 'task-started', task, maxCycles: 3, nth: 1, of: 1 };
    expect(await evidence(stage, judged, begun, judged)).toMatchObject([
      {
        ...{ kind: 'sanity_check', outcome: 'halt', work_item_id: 'be-fast', work_item_kind: 'opportunity' },
        detail: { of: 'review', reason: 'gibberish', stage: 'design' },
      },
    ]);
  });
});

describe('evidence of what goes on', () => {
  test('the opportunity that was selected, and out of how many', async () => {
    const picked: RunEvent = {
      ...{ type: 'picked', opportunity: 'be-fast', title: 'Be fast', roi: 3, requiresDesign: null, of: 2 },
    };
    expect(await evidence(picked)).toMatchObject([
      { kind: 'selection', outcome: 'adopted', work_item_id: 'be-fast', detail: { roi_score: 3, candidates: 2 } },
    ]);
  });

  test('ON-S27 that no design was needed', async () => {
    const notice = { kind: 'design-not-needed', opportunity: 'be-fast', title: 'Be fast' } as const;
    expect(await evidence({ type: 'noticed', notice })).toMatchObject([
      { kind: 'design_gate', outcome: 'not_required', work_item_kind: 'opportunity', work_item_id: 'be-fast' },
    ]);
  });

  test.each<[GateDecision, object]>([
    [
      { kind: 'approved', by: 'continue' },
      { how: 'continue', who: 'ada', reason: null, sent_back: false },
    ],
    [
      { kind: 'approved', by: 'no-approve' },
      { how: 'no-approve', who: null, reason: null, sent_back: false },
    ],
    [
      { kind: 'rejected', by: 'terminal', why: 'too big' },
      { who: 'ada', reason: 'too big', sent_back: true },
    ],
    [
      { kind: 'rejected', by: 'reject', why: null },
      { how: 'reject', reason: null, sent_back: false },
    ],
  ])('who said what at a gate, and how: %j', async (decision, detail) => {
    expect(await evidence(decided(decision, 'be-fast'))).toMatchObject([
      {
        ...{ kind: 'gate', outcome: decision.kind, work_item_kind: 'design', work_item_id: 'be-fast' },
        detail: { gate: 'Design created', made: [{ id: 'be-fast', file: 'd/be-fast.md' }], ...detail },
      },
    ]);
  });

  test('a gate of several things, and of none that is left', async () => {
    const yes: GateDecision = { kind: 'approved', by: 'continue' };
    const found = await evidence(decided(yes, 'a', 'b'), decided(yes));
    expect(found).toMatchObject([
      { work_item_kind: 'design', work_item_id: null, detail: { made: [{ id: 'a' }, { id: 'b' }] } },
      { work_item_kind: null, work_item_id: null },
    ]);
  });
});
