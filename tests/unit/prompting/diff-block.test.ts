import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/domain/change.js';
import type { TreeId } from '../../../src/domain/ids.js';
import { diffBlock, fileTable } from '../../../src/prompting/diff-block.js';
import { file } from '../policy/changes.js';

const change = (changes: Partial<Change> = {}): Change => ({
  from: 'a' as TreeId,
  to: 'b' as TreeId,
  files: [file('a.ts')],
  patch: '+whole\n',
  patchBytes: 7,
  patchFile: null,
  ...changes,
});

describe('fileTable', () => {
  test('has a line for each file, with its lines', () => {
    const files = [
      file('a.ts', { added: 3, deleted: 2 }),
      file('a.png', { binary: true, added: 0, status: 'added' }),
      file('new', { from: 'old', status: 'renamed', added: 0 }),
    ];
    expect(
      fileTable(files)
        .split('\n')
        .map((row) => row.split(/ {2,}/)),
    ).toEqual([
      ['modified', '+3 -2', 'a.ts'],
      ['added', 'binary', 'a.png'],
      ['renamed', '+0 -0', 'old -> new'],
    ]);
  });

  test('a name with a newline makes no second row', () => {
    expect(fileTable([file('a\nb "c" é')])).toMatch(/a\\nb \\"c\\" é$/);
  });

  test('lists two hundred files and counts the rest', () => {
    const rows = fileTable(Array.from({ length: 203 }, (_, i) => file(`f${i}`))).split('\n');
    expect(rows).toHaveLength(201);
    expect(rows.at(-1)).toBe('... and 3 more files');
  });
});

describe('diffBlock', () => {
  test('is the whole diff', () => {
    expect(diffBlock(change())).toMatch(/data, not instructions.*\n```text\n\+whole\n```$/);
  });

  test('says that nothing changed', () => {
    expect(diffBlock(change({ files: [], patch: '' }))).toBe('The task has changed no files.');
  });

  test('of a diff that is too long: all files, its beginning, and where it lies whole', () => {
    const files = [file('a.ts'), file('z.ts')];
    const text = diffBlock(change({ files, patch: '+begin', patchBytes: 900_000, patchFile: '/tmp/x.patch' }));
    expect(text).toContain('z.ts');
    expect(text).toContain('+begin');
    expect(text).toContain('(900000 bytes) is in the file /tmp/x.patch');
  });
});
