import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../src/domain/event.js';
import type { Verdict } from '../../../src/domain/verdict.js';
import { deltaOf } from '../../../src/policy/evaluate.js';
import { differInRemarksOnly } from '../../../src/policy/false-positive.js';
import { evidenceShelf } from '../../../src/report/evidence-shelf.js';
import { records } from '../../../src/report/records.js';
import { MemoryFiles } from '../../support/memory-files.js';
import { evaluated, once, tests } from '../policy/evals.js';
import { commitOf, ended, RUN, refused, spent, stamped, task } from './samples.js';

const PLACES = { tasks: '/t', reviews: '/m/reviews.jsonl' };
const TASK_FILE = `/t/${RUN}_abcd1234.json`;
const approved: Verdict = {
  approved: true,
  summary: 'Good.',
  findings: [{ severity: 'nit', where: null, problem: 'a comma' }],
};
const begun = { type: 'task-started', task, maxCycles: 3, nth: 1, of: 1 } as const;
const reviewed = (cycle: number, verdict: Verdict, ms: number): RunEvent => ({
  ...{ type: 'reviewed', cycle, of: 3, cli: 'claude', replayed: false, verdict, ms },
});
const deps = { hash: () => 'abcd1234', sameBut: differInRemarksOnly, delta: deltaOf };
const WHOLE = [begun, reviewed(1, refused, 4_000), reviewed(2, approved, 3_000)];

/** The files that records of these events leave, by path. */
async function kept(events: readonly RunEvent[], files = new MemoryFiles()) {
  const troubles: string[] = [];
  const onTrouble = (...told: readonly string[]) => void troubles.push(told.join(' | '));
  const shelf = evidenceShelf(files, onTrouble);
  shelf.open('/e', 'C1_local_write');
  const sink = records({ ...deps, files, shelf, onTrouble });
  sink.open(PLACES);
  for (const event of events) sink.on(stamped(event));
  await sink.settle?.();
  await shelf.settle();
  const json = (path: string): unknown => JSON.parse(files.texts.get(path) ?? 'null');
  return { paths: [...files.texts.keys()].sort(), json, troubles, text: (path: string) => files.texts.get(path) };
}

describe('the record of a task', () => {
  test('ST-S35 EV-S41 of an approved one: outcome, cycles, tokens and its reviews', async () => {
    const { json } = await kept([...WHOLE, ended({ commits: [commitOf('Add retry')] })]);
    expect(json(TASK_FILE)).toEqual({
      schema_version: 2,
      run: RUN,
      task: 'Add retry',
      title: 'Add retry',
      task_id: 'retry',
      task_hash: 'abcd1234',
      timestamp: '2026-01-31T12:00:00.123Z',
      duration_seconds: 64,
      cycles: 2,
      tokens: { input: 12_000, output: 3_400 },
      tokens_source: 'reported',
      cost_usd: 0.12,
      cost_is_least: false,
      by_role: {},
      by_agent: [],
      outcome: 'approved',
      group: null,
      commits: ['c0ffee1234567890'],
      review: {
        review_cycles: 1,
        review_duration_ms: 7_000,
        findings_count: 3,
        findings_by_severity: { critical: 0, high: 1, medium: 0, low: 1, nit: 1 },
      },
    });
  });

  test('a failed task leaves one too, with its code', async () => {
    const { json, paths } = await kept([...WHOLE, ended({ outcome: 'commit_failed' })]);
    expect(json(TASK_FILE)).toMatchObject({ outcome: 'commit_failed' });
    expect(paths.filter((path) => !path.startsWith('/e/'))).toEqual(['/m/reviews.jsonl', TASK_FILE]);
  });

  test('IL-S40 a declined one leaves nothing', async () => {
    expect((await kept([begun, ended({ outcome: 'declined', cycles: 0 })])).paths).toEqual([]);
  });

  test.each([
    ['estimated', { estimated: true }, 'estimated'],
    ['nobody told any', { inputTokens: 0, outputTokens: 0, costUsd: null }, null],
    ['only a price was told', { inputTokens: 0, outputTokens: 0 }, 'reported'],
  ])('S6 whose figures they are: %s', async (_name, over, source) => {
    const { json } = await kept([begun, ended({ spent: { ...spent, ...over } })]);
    expect(json(TASK_FILE)).toMatchObject({ tokens_source: source });
  });

  test('a long text is cut between characters', async () => {
    const { json } = await kept([{ ...begun, task: { ...task, raw: '😀'.repeat(600) } }, ended()]);
    expect(json(TASK_FILE)).toMatchObject({ task: '😀'.repeat(500) });
  });
});

describe('reviews', () => {
  test('IL-D16 EV-S45 EV-S58 every review leaves a line, refusals too, each with its own time', async () => {
    const { text } = await kept([...WHOLE, ended()]);
    const lines = (text(PLACES.reviews) ?? '').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        schema_version: 2,
        run: RUN,
        task_hash: 'abcd1234',
        task_id: 'retry',
        cycle: 1,
        reviewer_cli: 'claude',
        reviewer_model: null,
        verdict: 'REQUEST_CHANGES',
        findings: ['a typo', 'stops one try too early'],
        findings_count: 2,
        findings_by_severity: { high: ['stops one try too early'], low: ['a typo'] },
        duration_ms: 4_000,
        timestamp: '2026-01-31T12:00:00.123Z',
        false_positive_indicator: false,
      },
      expect.objectContaining({ cycle: 2, verdict: 'APPROVED', findings_count: 1, duration_ms: 3_000 }),
    ]);
  });

  test('EV-D18 a finding that is told twice counts once', async () => {
    const twice = { ...approved, findings: [...approved.findings, ...approved.findings] };
    const { json, text } = await kept([begun, reviewed(1, twice, 10), ended()]);
    expect(JSON.parse(text(PLACES.reviews) ?? '')).toMatchObject({ findings: ['a comma'], findings_count: 1 });
    expect(json(TASK_FILE)).toMatchObject({ review: { findings_count: 1, findings_by_severity: { nit: 1 } } });
  });

  test.each([
    ['a comment alone made the difference', '+  a();\n+  // why\n', true],
    ['code made the difference', '+  b();\n', false],
  ])('an approval after a refusal: %s', async (_name, diff, falsePositive) => {
    const observed = (cycle: number, text: string): RunEvent => ({ type: 'observed', cycle, files: [], diff: text });
    const first = [begun, observed(1, '+  a();\n'), reviewed(1, refused, 1)];
    const { text } = await kept([...first, observed(2, diff), reviewed(2, approved, 1)]);
    const lines = (text(PLACES.reviews) ?? '').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).false_positive_indicator)).toEqual([false, falsePositive]);
  });

  test('those of an earlier task are not counted again', async () => {
    const { json } = await kept([...WHOLE, begun, reviewed(1, approved, 10), ended()]);
    expect(json(TASK_FILE)).toMatchObject({ review: { review_cycles: 0, review_duration_ms: 10, findings_count: 1 } });
  });
});

describe('what evaluations and the diff told of a task', () => {
  const measured = evaluated(once(tests(3)));
  const stored = { file: 'x.json', evaluation: measured };
  const attribution = { introduced: [], alreadyBroken: ['old'], fixed: [], gone: ['b'], flaky: [] };
  const signs = { deletedFiles: [], deletedTests: ['b'], skipped: [], checkConfig: [], expectations: [] };
  const observed: RunEvent = { type: 'observed', cycle: 1, files: [], diff: '' };

  test('EV-S57 is linked from its record, failures attributed and signs of weakened tests among it', async () => {
    const { json, paths } = await kept([
      begun,
      { type: 'evaluated', when: 'baseline', stored: { ...stored, file: 'before.json' }, replayed: true },
      observed,
      { type: 'tests-weakened', cycle: 1, signs },
      reviewed(1, approved, 1),
      { type: 'evaluated', when: 'gate', stored, replayed: false },
      {
        ...{ type: 'eval-judged', when: 'gate', file: 'x.json', waived: false, replayed: false },
        found: { ...attribution, why: [], scores: null },
      },
      ended(),
    ]);
    expect(json(TASK_FILE)).toMatchObject({
      ...{ evals: { before: 'before.json', gate: 'x.json' }, attribution, tampering: signs },
      eval_delta: { composite: 0 },
    });
    expect(paths.filter((path) => path.includes('-eval-'))).toHaveLength(1);
  });

  test('what a later cycle mended is not in it', async () => {
    const weakened: RunEvent = { type: 'tests-weakened', cycle: 1, signs };
    const { json } = await kept([begun, observed, weakened, reviewed(1, refused, 1), observed, ended()]);
    expect(json(TASK_FILE)).not.toHaveProperty('tampering');
  });
});

describe('when a record cannot be written', () => {
  test('it is told, and the others are written all the same', async () => {
    const files = new MemoryFiles({}, { [TASK_FILE]: 'no space left' });
    const { troubles, paths } = await kept([...WHOLE, ended()], files);
    expect(troubles).toEqual([`${TASK_FILE} | ${TASK_FILE}: no space left`]);
    expect(paths).toEqual(['/e/20260131_120000_123001-review-add-retry.json', PLACES.reviews]);
  });

  test('without a place nothing is written', async () => {
    const files = new MemoryFiles();
    const shelf = evidenceShelf(files, () => undefined);
    const sink = records({ ...deps, files, shelf, onTrouble: () => undefined });
    for (const event of [...WHOLE, ended()]) sink.on(stamped(event));
    await sink.settle?.();
    await shelf.settle();
    expect(files.texts.size).toBe(0);
  });
});
