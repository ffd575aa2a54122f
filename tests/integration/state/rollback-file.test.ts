import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { nodeFiles } from '../../../src/adapters/files/node-files.js';
import { rollbackFile } from '../../../src/adapters/state/rollback-file.js';
import type { RollbackContext } from '../../../src/domain/rollback.js';

const folder = mkdtempSync(join(tmpdir(), 'millstone-rollback-'));
const file = join(folder, 'last_rollback.json');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const context = (task: string): RollbackContext => ({
  ...{ timestamp: 'x', reverted_commit: 'c1', task, reason: 'test_failures', details: { new_failures: ['a'] } },
});

test('EV-S36 none is null; what was kept in this process wins over the file; clearing removes both', async () => {
  const rollbacks = rollbackFile(file, nodeFiles);
  expect(await rollbacks.last()).toBeNull();
  await rollbacks.keep(context('first'));
  writeFileSync(file, JSON.stringify(context('by another')));
  expect(await rollbacks.last()).toEqual(context('first'));
  expect(await rollbackFile(file, nodeFiles).last()).toEqual(context('by another'));
  await rollbacks.clear();
  expect(await rollbacks.last()).toBeNull();
  expect(await nodeFiles.read(file)).toEqual({ ok: true, value: null });
});

test.each(['{', '[]', '{"task":1}'])('what cannot be read is none: %s', async (text) => {
  writeFileSync(file, text);
  expect(await rollbackFile(file, nodeFiles).last()).toBeNull();
});
