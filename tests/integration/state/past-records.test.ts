import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { nodeFiles } from '../../../src/adapters/files/node-files.js';
import { pastReviews, pastTaskRecords } from '../../../src/adapters/state/past-records.js';
import { MemoryFiles } from '../../support/memory-files.js';

const ORIGINAL_REVIEW = {
  ...{ task_hash: 'ab12cd34', reviewer_cli: 'claude', verdict: 'REQUEST_CHANGES', findings: ['no test'] },
  ...{ findings_count: 1, findings_by_severity: { high: ['no test'] }, duration_ms: 1200 },
  ...{ timestamp: '2026-01-31T12:00:00.123456', false_positive_indicator: false },
};
const ORIGINAL_TASK = {
  ...{ task: 'Fix it', task_hash: 'ab12cd34', timestamp: '2026-01-31T12:00:00.123456', duration_seconds: 12.5 },
  ...{ cycles: 2, tokens: { input: 400, output: 40 }, outcome: 'approved', group: null },
  review: { review_cycles: 1, review_duration_ms: 1200, findings_count: 1, findings_by_severity: { high: 1 } },
};
const found = <T>(read: { readonly ok: true; readonly value: T } | { readonly ok: false }): T => {
  if (!read.ok) throw new Error('it could not be read');
  return read.value;
};

test('EV-S48 reviews, those of the original too; a damaged line is named by its number', async () => {
  const lines = [
    JSON.stringify(ORIGINAL_REVIEW),
    '{"task_hash":"torn',
    '',
    '{"task_hash":"x","reviewer_cli":"claude","verdict":"MAYBE"}',
    '{"task_hash":"x","reviewer_cli":"claude","verdict":"APPROVED"}',
    '42',
  ];
  const { found: reviews, damaged } = found(await pastReviews('/m', new MemoryFiles({ '/m': lines.join('\n') })));
  expect(reviews.map(({ verdict, schema_version }) => [verdict, schema_version])).toEqual([
    ['REQUEST_CHANGES', 1],
    ['APPROVED', 1],
  ]);
  expect(damaged).toEqual([
    { file: '/m', line: 2, why: 'it is no JSON' },
    { file: '/m', line: 4, why: 'its verdict is missing or wrong' },
    { file: '/m', line: 6, why: 'it is no record' },
  ]);
});

test('EV-S48 a line that is no text is left out and named, the others count', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'millstone-records-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const file = join(dir, 'reviews.jsonl');
  const review = `${JSON.stringify(ORIGINAL_REVIEW)}\n`;
  writeFileSync(file, Buffer.from(`${review}\xff\n${review}`, 'latin1'));
  const { found: reviews, damaged } = found(await pastReviews(file, nodeFiles));
  expect(reviews).toHaveLength(2);
  expect(damaged).toEqual([{ file, line: 2, why: 'it is no valid UTF-8' }]);
});

test('EV-S43 records of tasks in the order of their names, those of the original too; the newest of them', async () => {
  const files = new MemoryFiles(
    {
      '/t/20260102_101010_ab12cd34.json': JSON.stringify(ORIGINAL_TASK),
      '/t/20260101_101010_ab12cd34.json': JSON.stringify({ ...ORIGINAL_TASK, task: 'Older' }),
      '/t/20260103_101010_ab12cd34.json': '{"task":',
      '/t/20260104_101010_ab12cd34.json': '',
      '/t/notes.txt': 'x',
    },
    { '/t/20260104_101010_ab12cd34.json': 'no way in' },
  );
  const all = found(await pastTaskRecords('/t', files));
  expect(all.found.map(({ task }) => task)).toEqual(['Older', 'Fix it']);
  expect(all.found[1]).toMatchObject({ tokens_source: 'estimated', cost_usd: null, by_agent: [], schema_version: 1 });
  expect(all.damaged).toEqual([
    { file: '/t/20260103_101010_ab12cd34.json', line: null, why: 'it is no JSON' },
    { file: '/t/20260104_101010_ab12cd34.json', line: null, why: 'no way in' },
  ]);
  expect(found(await pastTaskRecords('/t', files, 3)).found).toHaveLength(1);
});

test('nothing was kept yet, or the place cannot be read', async () => {
  const files = new MemoryFiles({}, { '/broken': 'no way in' });
  expect(await pastReviews('/m', files)).toEqual({ ok: true, value: { found: [], damaged: [] } });
  expect(await pastTaskRecords('/t', files)).toEqual({ ok: true, value: { found: [], damaged: [] } });
  expect(await pastReviews('/broken', files)).toMatchObject({ ok: false });
  expect(await pastTaskRecords('/broken', files)).toMatchObject({ ok: false });
});
