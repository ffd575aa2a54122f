import { expect, test } from 'vitest';
import { findingCategory } from '../../../src/policy/finding-category.js';

test.each([
  ['SQL can be injected', 'security'],
  ['The exception is lost', 'error handling'],
  ['No test of the empty cart', 'testing'],
  ['The README is out of date', 'documentation'],
  ['This is slow for long lists', 'performance'],
  ['Naming: say what it is', 'style'],
  ['Wrong by one', 'logic'],
  ['An annotation is missing', 'type'],
  ['Cut it in two', 'other'],
  // The first group of several wins.
  ['A test of the error', 'error handling'],
])('EV-S48 %s', (finding, category) => {
  expect(findingCategory(finding)).toBe(category);
});
