import { expect, test } from 'vitest';
import { pastTasks } from '../../../src/adapters/state/past-tasks.js';
import { MemoryFiles } from '../../support/memory-files.js';

const record = (more: object): string =>
  JSON.stringify({ task: 'Fix it', outcome: 'approved', duration_seconds: 12.5, ...more });

test('only approved tasks tell how long one takes, those of the original too; what is no record is passed over', async () => {
  const files = new MemoryFiles({
    '/t/20250101_101010_ab12cd34.json': record({}),
    '/t/20260101_101010_123_ab12_ab12cd34.json': record({ task: 'Add it', version: 2 }),
    '/t/20260102.json': record({ outcome: 'max_cycles' }),
    '/t/20260103.json': '{ torn',
    '/t/20260104.json': record({ duration_seconds: 'long' }),
    '/t/notes.txt': record({}),
  });
  expect(await pastTasks('/t', files)).toEqual({
    ok: true,
    value: [
      { text: 'Fix it', seconds: 12.5 },
      { text: 'Add it', seconds: 12.5 },
    ],
  });
  expect(await pastTasks('/nowhere', files)).toEqual({ ok: true, value: [] });
});

test('only the newest hundred are read', async () => {
  const texts = Array.from({ length: 150 }, (_, i) => [`/t/${1_000 + i}.json`, record({ duration_seconds: i })]);
  const past = await pastTasks('/t', new MemoryFiles(Object.fromEntries(texts)));
  expect(past.ok && past.value.map(({ seconds }) => seconds)).toEqual(Array.from({ length: 100 }, (_, i) => 50 + i));
});
