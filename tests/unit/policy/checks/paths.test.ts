import { describe, expect, test } from 'vitest';
import { MOST_SPOTS, protectedPaths, sensitive } from '../../../../src/policy/checks/paths.js';
import { file } from '../changes.js';

const env = (path: string) => (path.includes('.env') ? '.env' : null);
const all = () => '**';
const spot = (path: string) => ({ path, matched: '.env', line: null });

describe('sensitive', () => {
  test.each([
    ['a new file', file('.env', { status: 'added' }), true],
    ['a changed file', file('a/.env'), true],
    ['a file that became one', file('.env', { from: 'a', status: 'renamed' }), true],
    ['a file that is one no more', file('a', { from: '.env', status: 'renamed' }), false],
    ['a deleted file', file('.env', { status: 'deleted' }), false],
    ['another file', file('a'), false],
  ])('%s', (_name, change, objects) => {
    expect(sensitive([change], env)).toEqual(objects ? { check: 'sensitive', spots: [spot(change.path)] } : null);
  });
});

describe('protectedPaths', () => {
  test.each([
    ['a changed file', file('.env'), true],
    ['a deleted file', file('.env', { status: 'deleted' }), true],
    ['a file that was moved away', file('a', { from: '.env', status: 'renamed' }), true],
    ['another file', file('a'), false],
  ])('%s', (_name, change, objects) => {
    expect(protectedPaths([change], env)).toEqual(objects ? { check: 'protected', spots: [spot('.env')] } : null);
  });

  test('names every file, up to a number', () => {
    const files = Array.from({ length: MOST_SPOTS + 5 }, (_, i) => file(`f${i}`));
    const hit = protectedPaths(files, all);
    expect(hit !== null && 'spots' in hit && hit.spots.map((one) => one.path)).toEqual(
      files.slice(0, MOST_SPOTS).map((one) => one.path),
    );
  });
});
