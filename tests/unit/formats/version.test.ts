import { expect, test } from 'vitest';
import { isBelow, versionIn } from '../../../src/formats/version.js';

test.each([
  ['git version 2.39.5 (Apple Git-154)', [2, 39]],
  ['v20.12.0', [20, 12]],
  ['2.1', [2, 1]],
  ['none', null],
])('the version in %j', (text, version) => {
  expect(versionIn(text)).toEqual(version);
});

test('versions are compared by number', () => {
  expect(isBelow([2, 9], [2, 30])).toBe(true);
  expect(isBelow([3, 0], [2, 30])).toBe(false);
  expect(isBelow([2, 30], [2, 30])).toBe(false);
});
