import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readStatus } from '../../../src/formats/status.js';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const HEAD = '# branch.oid 1234\0# branch.head main\0';
const names = (output: string) =>
  readStatus(bytes(output))?.entries.map(({ path }) => Buffer.from(path).toString('latin1'));

describe('readStatus', () => {
  test.each([
    ['a branch', HEAD, { head: '1234', branch: 'refs/heads/main' }],
    [
      'a name with spaces is kept whole',
      '# branch.oid 1\0# branch.head a b\0',
      { head: '1', branch: 'refs/heads/a b' },
    ],
    ['a detached HEAD', '# branch.oid 1\0# branch.head (detached)\0', { head: '1', branch: null }],
    ['no commits', '# branch.oid (initial)\0# branch.head main\0', { head: null, branch: 'refs/heads/main' }],
    ['headers it does not know', `${HEAD}# stash 3\0`, { head: '1234', branch: 'refs/heads/main' }],
  ])('reads %s', (_name, output, expected) => {
    expect(readStatus(bytes(output))).toEqual({ ...expected, entries: [] });
  });

  test('reads every kind of entry', () => {
    const output = [
      HEAD,
      '1 .M N... 100644 100644 100644 aaa bbb with space\0',
      '1 A. N... 000000 100644 100644 aaa bbb -dash\0',
      '2 R. N... 100644 100644 100644 aaa bbb R100 new\0old\0',
      'u UU N... 100644 100644 100644 100644 aaa bbb ccc both\0',
      '? "quoted"\nname\0',
      '? nested/\0',
    ].join('');
    expect(names(output)).toEqual(['with space', '-dash', 'new', 'both', '"quoted"\nname', 'nested']);
    expect(readStatus(bytes(output))?.entries.map((entry) => entry.index + entry.worktree)).toEqual([
      '.M',
      'A.',
      'R.',
      'UU',
      '.?',
      '.?',
    ]);
  });

  test.each([
    ['nothing at all', ''],
    ['no branch', '# branch.oid 1234\0'],
    ['a broken-off record', `${HEAD}1 .M N... 100644`],
    ['a record with too few fields', `${HEAD}1 .M N...\0`],
    ['a rename without its origin', `${HEAD}2 R. N... 100644 100644 100644 aaa bbb R100 new\0`],
    ['an unknown kind', `${HEAD}! ignored\0`],
    ['words of another program', 'fatal: something\0'],
  ])('refuses %s', (_name, output) => {
    expect(readStatus(bytes(output))).toBeNull();
  });

  test('keeps any name', () => {
    const name = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((raw) => raw.map((byte) => byte || 1));
    fc.assert(
      fc.property(fc.array(name.filter((raw) => raw.at(-1) !== 47)), (all) => {
        const records = all.flatMap((raw) => [bytes('1 .M N... 100644 100644 100644 aa bb '), raw, Buffer.of(0)]);
        const read = readStatus(Buffer.concat([bytes(HEAD), ...records]));
        expect(read?.entries.map(({ path }) => [...path])).toEqual(all.map((raw) => [...raw]));
      }),
    );
  });
});
