import { describe, expect, test } from 'vitest';
import { AddedLines } from '../../../../src/policy/checks/added-lines.js';
import { MOST_SPOTS } from '../../../../src/policy/checks/paths.js';
import { policy } from '../changes.js';

const SECRET = `AK${'IAZ7QK2MWNR4TVXB6P'}`;
const seen = (lines: readonly (readonly [path: string, line: string])[], rules = policy()) => {
  const added = new AddedLines(rules);
  for (const [path, line] of lines) added.visit(path, line);
  return added;
};

describe('AddedLines', () => {
  test('finds a dangerous line in any case, and shows it', () => {
    expect(seen([['a.sh', '  RM -RF /']]).dangerous).toEqual([{ path: 'a.sh', matched: 'rm -rf', line: 'RM -RF /' }]);
  });

  test.each([
    ['a document', 'docs/a.MD'],
    ['a test', 'pkg/tests/a.sh'],
  ])('lets %s speak of danger', (_name, path) => {
    expect(seen([[path, 'rm -rf /']]).dangerous).toEqual([]);
  });

  test('PO-S35 finds a secret in any file, and does not show it', () => {
    const { secrets } = seen([['docs/a.md', `key ${SECRET}`]]);
    expect(secrets).toEqual([{ path: 'docs/a.md', matched: 'AWS access key', line: null }]);
  });

  test('looks for no secrets when told so', () => {
    expect(seen([['a', SECRET]], policy({ secrets: false })).secrets).toEqual([]);
  });

  test('does not show a dangerous line with a secret in it either', () => {
    expect(seen([['a', `rm -rf ${SECRET}`]]).dangerous).toEqual([{ path: 'a', matched: 'rm -rf', line: null }]);
  });

  test('has one spot for a line, however often it matches', () => {
    const { dangerous, secrets } = seen([
      ['a', `rm -rf x; rm -rf y; DELETE FROM t WHERE 1`],
      ['a', `${SECRET} ${SECRET}`],
    ]);
    expect([dangerous.length, secrets.length]).toEqual([1, 1]);
  });

  test.each([0, 4_090, 4_096, 8_000, 60_000])(
    'finds what stands at character %i of a long line, and shows it',
    (at) => {
      const line = (text: string) => `${'a'.repeat(at)} ${text} ${'b'.repeat(9_000)}`;
      const { dangerous, secrets } = seen([
        ['min.js', line('rm -rf /')],
        ['min.js', line(SECRET)],
      ]);
      expect(dangerous[0]?.line).toContain('rm -rf /');
      expect(dangerous[0]?.line?.length ?? 0).toBeLessThanOrEqual(160);
      expect(secrets).toHaveLength(1);
    },
  );

  test('finds a long token across two windows', () => {
    const part = 'a1B2c3D4'.repeat(100);
    const line = `${'x '.repeat(1_700)}eyJ${part}.eyJ${part}.${part.slice(0, 40)}`;
    expect(seen([['a', line]]).secrets).toHaveLength(1);
  });

  test('stops counting at some number of spots', () => {
    const many = Array.from({ length: MOST_SPOTS + 3 }, (): [string, string] => ['a', `rm -rf ${SECRET}`]);
    const { dangerous, secrets } = seen(many);
    expect([dangerous.length, secrets.length]).toEqual([MOST_SPOTS, MOST_SPOTS]);
  });
});
