import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeRoot } from '../../../src/adapters/worktree/root-folder.js';

const at = (): string => mkdtempSync(join(tmpdir(), 'millstone-root-'));

test('the folder for worktrees is made with all above it, and taken where it is there', () => {
  const root = join(at(), 'a/b');
  expect([makeRoot(root), makeRoot(root), existsSync(root)]).toEqual([null, null, true]);
});

test('a file in its place, or one above it, is told with the way out', () => {
  const file = join(at(), 'file');
  writeFileSync(file, '');
  for (const root of [file, join(file, 'below')])
    expect(makeRoot(root)).toMatchObject({
      what: expect.stringContaining(root),
      fix: expect.stringContaining('--worktree-root'),
    });
});

test.runIf(existsSync('/proc/self'))('a folder in which nothing can be made comes to an end', () => {
  expect(makeRoot('/proc/x/y')).toMatchObject({ what: expect.stringContaining('/proc/x/y') });
});
