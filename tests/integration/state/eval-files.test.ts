import { mkdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nodeFiles } from '../../../src/adapters/files/node-files.js';
import { evalFiles } from '../../../src/adapters/state/eval-files.js';
import type { Evaluation } from '../../../src/domain/evaluation.js';
import { evaluated, once, tests } from '../../unit/policy/evals.js';
import { makeRig, type Rig } from '../process/rig.js';

const of = (timestamp: string, more: Partial<Evaluation> = {}) => evaluated(once(tests(2)), { timestamp, ...more });
const evals = (rig: Rig) => evalFiles(rig.path('evals'), nodeFiles);
const keep = async (rig: Rig, file: string, timestamp: string) => {
  const kept = await evals(rig).keep({ file, evaluation: of(timestamp) });
  if (!kept.ok) throw new Error(kept.error);
  return kept.value;
};
const summary = (rig: Rig) =>
  JSON.parse(readFileSync(rig.path('evals/summary.json'), 'utf8')) as { evals: { file: string }[] };
const names = async (rig: Rig) => {
  const past = await evals(rig).past();
  if (!past.ok) throw new Error(past.error);
  return { stored: past.value.stored.map(({ file }) => file), damaged: past.value.damaged };
};

test('EV-S5 EV-S19 each is a file of its own and a line of the summary', async () => {
  using rig = makeRig();
  expect(await names(rig)).toEqual({ stored: [], damaged: [] });
  await keep(rig, '20260131_120000_000_0001.json', '2026-01-31T12:00:00.000Z');
  await keep(rig, '20260131_120000_000_0002.json', '2026-01-31T12:00:00.000Z');
  expect(await names(rig)).toMatchObject({
    stored: ['20260131_120000_000_0001.json', '20260131_120000_000_0002.json'],
  });
  expect(summary(rig).evals).toHaveLength(2);
  expect(summary(rig).evals[0]).toMatchObject({
    composite_score: 1,
    tests: { passed: 2, failed: 0 },
    category_scores: { tests: 1 },
  });
});

test('EV-S12 their times order them, not their names', async () => {
  using rig = makeRig();
  await keep(rig, '20260201_000000.json', '2026-02-01T00:00:00Z');
  await keep(rig, '20260301_000000.json', '2026-01-01T00:00:00Z');
  expect((await names(rig)).stored).toEqual(['20260301_000000.json', '20260201_000000.json']);
});

test('P7 those of the original are read, and stay as they are', async () => {
  using rig = makeRig();
  const original = JSON.stringify({
    timestamp: '2025-06-01T10:00:00.123456',
    git_head: 'a'.repeat(40),
    duration_seconds: 1.5,
    tests: { total: 3, passed: 2, failed: 1, errors: 0, skipped: 0 },
    failed_tests: ['tests/a.py::test_a'],
    categories: { tests: { score: 0.67, passed: 2, failed: 1 }, lint: { score: 0, errors: -1, warnings: 0 } },
    composite_score: 0.48,
  });
  mkdirSync(rig.path('evals'));
  rig.write('evals/20250601_100000.json', original);
  const past = await evals(rig).past();
  expect(past.ok && past.value.stored[0]?.evaluation).toMatchObject({
    schema_version: 1,
    mode: 'standard',
    flaky_tests: [],
    checks: [],
  });
  await keep(rig, '20260101_000000_000_0001.json', '2026-01-01T00:00:00Z');
  expect(readFileSync(rig.path('evals/20250601_100000.json'), 'utf8')).toBe(original);
});

test('EV-S16 EV-S18 ST-S37 what cannot be read is named and left out', async () => {
  using rig = makeRig();
  await keep(rig, '20260101_000000_000_0001.json', '2026-01-01T00:00:00Z');
  rig.write('evals/20260102_000000_000_0001.json', '{"timestamp": "2026');
  rig.write('evals/notes.json', '{}');
  expect(await names(rig)).toEqual({
    stored: ['20260101_000000_000_0001.json'],
    damaged: ['20260102_000000_000_0001.json'],
  });
});

test('EV-S20 ST-S38 a damaged summary is set aside and made anew, with the current one once', async () => {
  using rig = makeRig();
  await keep(rig, '20260101_000000_000_0001.json', '2026-01-01T00:00:00Z');
  await keep(rig, '20260102_000000_000_0001.json', '2026-01-02T00:00:00Z');
  rig.write('evals/summary.json', '{"evals": [');
  expect(await keep(rig, '20260103_000000_000_0001.json', '2026-01-03T00:00:00Z')).toEqual(['summary.json']);
  expect(summary(rig).evals.map(({ file }) => file.slice(0, 8))).toEqual(['20260101', '20260102', '20260103']);
  expect(readFileSync(rig.path('evals/summary.json.corrupt'), 'utf8')).toBe('{"evals": [');
});

test('of two that are kept at once, the summary has both', async () => {
  using rig = makeRig();
  const shared = evals(rig);
  const [one, two] = ['20260131_120000_000_0001.json', '20260131_120000_000_0002.json'];
  await Promise.all([one, two].map((file) => shared.keep({ file, evaluation: of('2026-01-31T12:00:00.000Z') })));
  expect(summary(rig).evals.map(({ file }) => file)).toEqual([one, two]);
});
