import { expect, test } from 'vitest';
import { gitFix } from '../../../src/domain/halt-words.js';

test.each([
  ["fatal: b.bin: clean filter 'lfs' failed", 'pass files through lfs: install what that runs (Git LFS'],
  ["error: initialization for subprocess 'git-lfs filter-process' failed", 'git-lfs filter-process'],
  ["error: external filter 'pack --up' failed 127", 'pass files through pack --up: install what that runs.'],
  ["error: 'sub/' does not have a commit checked out", 'sub is a git repository inside yours'],
  ['fatal: write error: No space left on device', 'The disk is full'],
  ['fatal: bad object HEAD', 'Set right what git complains about.'],
])('what to do when git says: %s', (says, fix) => {
  expect(gitFix(says)).toContain(fix);
});
