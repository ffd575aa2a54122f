import { posix } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { repoPath } from '../../../src/config/repo-path.js';

test.each([
  ['docs/tasks.md', 'docs/tasks.md'],
  ['./docs//tasks.md', 'docs/tasks.md'],
  ['docs/../tasks.md', 'tasks.md'],
  ['docs/', 'docs'],
  ['/top/repo/docs/tasks.md', 'docs/tasks.md'],
  ['/top/repo/../repo/a', null],
  ['/top/repository/a', null],
  ['/elsewhere/a', null],
  ['../a', null],
  ['docs/../../a', null],
  ['.', null],
  ['/top/repo', null],
  ['/top/repo/', null],
  ['..a/...', '..a/...'],
])('%s', (path, expected) => {
  expect(repoPath(path, '/top/repo')).toBe(expected);
});

test('is what the system makes of a relative path', () => {
  const part = fc.constantFrom('a', 'b', '.', '..', '');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const path = `./${parts.join('/')}`;
      const plain = posix.normalize(path).replace(/\/$/, '');
      const inside = plain !== '.' && plain !== '..' && !plain.startsWith('../');
      expect(repoPath(path, '/r')).toBe(inside ? plain : null);
    }),
  );
});
