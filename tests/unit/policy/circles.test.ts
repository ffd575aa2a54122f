import { describe, expect, test } from 'vitest';
import type { TreeId } from '../../../src/domain/ids.js';
import type { Finding } from '../../../src/domain/verdict.js';
import { goingInCircles, type Round } from '../../../src/policy/circles.js';

const round = (tree: string, ...problems: readonly string[]): Round => ({
  tree: tree as TreeId,
  findings: problems.map((problem): Finding => ({ severity: 'high', where: null, problem })),
});
const unjudged = (tree: string): Round => ({ tree: tree as TreeId, findings: null });

describe('goingInCircles', () => {
  test.each([
    ['the files changed', round('t1', 'x'), unjudged('t2'), null],
    ['the files are those that were refused', round('t1', 'x'), unjudged('t1'), 'change'],
    ['nothing was refused before', unjudged('t1'), unjudged('t1'), null],
    ['the same finding about other files', round('t1', 'x'), round('t2', 'x'), null],
    ['another finding about the same files', round('t1', 'x'), round('t1', 'y'), null],
    ['one finding fewer', round('t1', 'x', 'y'), round('t1', 'x'), null],
    ['the same finding about the same files', round('t1', 'x'), round('t1', 'x'), 'findings'],
    ['the same in other letters', round('t1', 'Add a test!'), round('t1', '- add  a TEST'), 'findings'],
    ['the same in another order', round('t1', 'x', 'y'), round('t1', 'y', 'x'), 'findings'],
  ])('%s', (_name, last, now, expected) => {
    expect(goingInCircles(last, now)).toBe(expected);
  });

  test('a word beyond ASCII is not nothing', () => {
    expect(goingInCircles(round('t1', 'テストがない'), round('t1', '名前が違う'))).toBeNull();
  });
});
