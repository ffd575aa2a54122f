import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { FLAGS } from '../../../src/cli/options/all.js';
import { longName } from '../../../src/cli/options/flag.js';
import { isAbout } from '../../../src/formats/task-about.js';
import { readTasklist } from '../../../src/formats/tasklist.js';
import { outlookOf } from '../../../src/policy/outlook.js';

const page = readFileSync(resolve(import.meta.dirname, '../../../docs/tasklist.md'), 'utf8');
const list = readTasklist(/```markdown\n([\s\S]*?)```/.exec(page)?.[1] ?? '');

test('the example is read as the page tells', () => {
  expect(list.flaws).toEqual([]);
  expect(list.entries.map(({ done, group, about }) => [done, group, about.title])).toEqual([
    [true, 'API', 'Retry'],
    [false, 'API', 'Time limit'],
    [false, 'API', 'Tell in the changelog what has changed'],
  ]);
  const [retry, limit] = list.entries;
  expect(retry?.id).toBe('retry');
  expect(limit?.about).toMatchObject({
    ...{ depends: ['retry'], files: ['src/client.ts'], risk: 'high', estLoc: 80, contextFile: 'docs/timeouts.md' },
    acceptance: ['the limit comes from the settings', 'without one, nothing changes'],
  });
  expect(outlookOf(list, { exists: () => false, lines: () => null }, []).flaws).toEqual([]);
});

test('every label of its table is one', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| `- '));
  const labels = rows.flatMap((row) =>
    [...(row.split(' | ')[0] ?? '').matchAll(/`(- [A-Z][^`]*)`/g)].map(([, one]) => one ?? ''),
  );
  expect(labels.length).toBeGreaterThan(9);
  expect(labels.filter((label) => !isAbout(`  ${label}`))).toEqual([]);
});

test('it names flags that there are', () => {
  const known = new Set(Object.values(FLAGS).map(longName));
  const named = [...page.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([flag]) => flag);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((flag) => !known.has(flag))).toEqual([]);
});
