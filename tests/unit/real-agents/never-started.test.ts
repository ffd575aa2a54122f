import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

test('AG-S53 nothing that vitest runs starts a real agent', () => {
  const folder = resolve(import.meta.dirname, '../../real-agents');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  expect(names).toContain(join('scenarios', 'all.ts'));
  expect(names.filter((name) => name.endsWith('.test.ts'))).toEqual([]);
});
