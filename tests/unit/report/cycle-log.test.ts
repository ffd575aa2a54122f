import { describe, expect, test } from 'vitest';
import type { RunEvent, Stamped } from '../../../src/domain/event.js';
import type { GateDecision, Made } from '../../../src/domain/gate.js';
import type { TaskId } from '../../../src/domain/ids.js';
import type { RunPlan } from '../../../src/domain/run-plan.js';
import { cycleLog } from '../../../src/report/cycle-log.js';
import { MemoryFiles } from '../../support/memory-files.js';
import { evaluated, once, tests } from '../policy/evals.js';
import { cyclePlan as cycle, plan, RUN, refused, runEnded } from './samples.js';

const started = (of: RunPlan): RunEvent => ({ type: 'run-started', plan: of, log: 'x.log', branch: null });
const design: Made = { kind: 'design', id: 'be-fast', title: 'Be fast', file: 'd/be-fast.md', summary: [], size: 9 };

const logged = async (files: MemoryFiles, ...events: readonly RunEvent[]) => {
  const log = cycleLog(files, () => undefined);
  log.open('/c');
  for (const [seq, event] of events.entries())
    log.on({ ...event, at: `2026-01-31T12:00:0${seq % 10}.000Z`, run: RUN, seq } as Stamped);
  await log.close?.();
  const text = files.texts.get(`/c/${RUN}.log`) ?? '';
  const lines = (files.texts.get(`/c/${RUN}.jsonl`) ?? '').split('\n').filter((line) => line !== '');
  return { text, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
};

describe('the log of a cycle', () => {
  const whole: readonly RunEvent[] = [
    started(cycle),
    { type: 'triaged', pass: 1, next: { kind: 'goal', goal: 'Be fast', nth: 0, line: 3 } },
    { type: 'picked', opportunity: 'be-fast', title: 'Be fast', roi: 2, requiresDesign: true, of: 3 },
    { type: 'stage-started', stage: 'design', title: 'Be fast', input: { kind: 'opportunity', id: 'be-fast' } },
    { type: 'reviewed', cycle: 1, of: 3, cli: 'demo', verdict: refused, ms: 1, replayed: false },
    { type: 'stage-ended', stage: 'design', made: [design], ms: 5 },
    { type: 'gate-reached', gate: 'designs', made: [design] },
    runEnded({ end: 'gate' }),
  ];

  test('OL-S48 tells what was decided, in the words of the original', async () => {
    const { text } = await logged(new MemoryFiles(), ...whole);
    expect(text.split('\n')).toEqual([
      '=== Cycle Started: 2026-01-31T12:00:00.000Z ===',
      '',
      '[12:00:01] SELECT: Roadmap Goal: Be fast',
      '[12:00:02] SELECT: {"opportunity_id":"be-fast","title":"Be fast","roi_score":2,"requires_design":true}',
      '[12:00:02] ADOPT: {"opportunity_id":"be-fast","title":"Be fast","status":"adopted"}',
      '[12:00:04] REVIEW: NEEDS_REVISION',
      '[12:00:05] DESIGN: Created d/be-fast.md',
      '[12:00:06] GATE: Paused at design approval gate',
      '',
      '=== Cycle Completed: HALTED ===',
      '',
    ]);
  });

  test('D18 names the tasks that landed and those that did not', async () => {
    const lost = {
      id: 'b' as TaskId,
      title: 'Do b',
      outcome: 'land_pending',
      says: 'Changes are in the way.',
    } as const;
    const { text, lines } = await logged(
      new MemoryFiles(),
      started(cycle),
      { type: 'stage-started', stage: 'execute', title: null, input: null },
      { type: 'landed', task: 'a' as TaskId, title: 'Do a', base: 'main', commits: [] },
      { type: 'task-lost', lost },
    );
    expect(text.split('\n').slice(3)).toEqual([
      '[12:00:02] EXECUTE: Landed on main: Do a (a)',
      '[12:00:03] EXECUTE: Not landed: Do b (b): Changes are in the way.',
      '',
    ]);
    expect(lines.slice(2)).toMatchObject([
      { phase: 'execute', event: 'done', item: { kind: 'task', id: 'a' }, data: { base: 'main' } },
      { phase: 'execute', event: 'failed', item: { kind: 'task', id: 'b' }, data: { outcome: 'land_pending' } },
    ]);
  });

  test('is numbered and versioned for programs, on through a run that is taken up', async () => {
    const files = new MemoryFiles();
    const { lines } = await logged(files, ...whole);
    expect(lines.map(({ phase, event }) => `${phase} ${event}`)).toEqual([
      ...['start begin', 'triage done', 'select done', 'adopt done', 'design begin', 'design verdict', 'design done'],
      ...['gate halted', 'end done'],
    ]);
    expect(lines[0]).toMatchObject({ v: 1, cycle_id: RUN, seq: 0 });
    expect(lines.at(-1)).toMatchObject({ data: { status: 'halted', exit_code: 0 } });
    const later = await logged(files, started(cycle), runEnded());
    expect(later.lines.map(({ seq }) => seq)).toEqual(Array.from({ length: 11 }, (_none, n) => n));
    expect(later.text).toContain('=== Cycle Completed: SUCCESS ===');
    expect(later.text.match(/=== Cycle (Started|Resumed)/g)).toEqual(['=== Cycle Started', '=== Cycle Resumed']);
  });

  test('EV-S62 tells the evaluation at its end, and not the one it is compared with', async () => {
    const stored = { file: 'x.json', evaluation: evaluated(once(tests(4, 1, 0, 0, ['a']))) };
    const at = (when: 'baseline' | 'after-cycle'): RunEvent => ({ type: 'evaluated', when, stored, replayed: false });
    const { text, lines } = await logged(new MemoryFiles(), started(cycle), at('baseline'), at('after-cycle'));
    expect(text.match(/EVAL: .*/g)).toEqual(['EVAL: 4/5 tests passed']);
    const told = lines.filter(({ phase }) => phase === 'eval');
    expect(told).toMatchObject([{ event: 'done', data: { passed: 4, total: 5, file: 'x.json' } }]);
  });

  test.each<[GateDecision, string]>([
    [{ kind: 'approved', by: 'terminal' }, '[12:00:01] GATE: Approved (terminal)'],
    [{ kind: 'approved', by: 'no-approve' }, '[12:00:01] GATE: Approved (no-approve)'],
    [{ kind: 'rejected', by: 'reject', why: 'too big' }, '[12:00:01] GATE: Rejected (reject)'],
  ])('tells what was decided at a gate, and how: %j', async (decision, expected) => {
    const decided: RunEvent = { type: 'gate-decided', gate: 'designs', made: [design], decision };
    const { text, lines } = await logged(new MemoryFiles(), started(cycle), decided);
    expect(text).toContain(expected);
    expect(lines.at(-1)).toMatchObject({
      ...{ phase: 'gate', event: 'verdict' },
      data: { decision: decision.kind, by: decision.by, made: ['be-fast'] },
    });
  });

  test('ON-S27 tells why nothing was designed', async () => {
    const notice = { kind: 'design-not-needed', opportunity: 'be-fast', title: 'Be fast' } as const;
    const { text, lines } = await logged(new MemoryFiles(), started(cycle), { type: 'noticed', notice });
    expect(text).toContain('DESIGN: No design is needed (requires_design: false): be-fast');
    expect(lines.at(-1)).toMatchObject({ phase: 'design', event: 'skipped', item: { id: 'be-fast' } });
  });

  test('there is none of a run of tasks alone', async () => {
    const files = new MemoryFiles();
    await logged(files, started(plan), runEnded());
    expect([...files.texts.keys()]).toEqual([]);
  });

  test('there is none of a run that is only given up, or of a question', async () => {
    const files = new MemoryFiles();
    await logged(files, { type: 'halted', halt: { reason: 'cancelled', signal: 'SIGINT' } }, runEnded({}));
    expect([...files.texts.keys()]).toEqual([]);
  });

  test('a failure ends it as failed', async () => {
    const { text } = await logged(new MemoryFiles(), started(cycle), runEnded({ exit: 1, end: null }));
    expect(text).toContain('=== Cycle Completed: FAILED ===');
  });
});
