import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { readJunit } from '../../../../src/formats/test-reports/junit.js';
import { recorded } from './recorded.js';

test.each([
  [
    'vitest-junit.xml',
    [1, 3, 0, 2],
    ['broken.test.ts > broken.test.ts', 'cart.test.ts > cart > totals', 'cart.test.ts > top level'],
    ['cart.test.ts > cart > adds'],
  ],
  ['node-junit.xml', [1, 2, 0, 2], ['test > totals', 'test > top level'], ['test > adds']],
  [
    'pytest-junit.xml',
    [2, 1, 1, 1],
    ['tests.test_cart > test_total[2]', 'tests.test_cart > test_db'],
    ['tests.test_cart > test_adds', 'tests.test_cart > test_total[1]'],
  ],
])('EV-S61 %s', (file, [passed, failed, errors, skipped], failures, passes) => {
  expect(readJunit(recorded(file))).toEqual({
    ...{ runner: 'junit', counts: { passed, failed, errors, skipped } },
    ...{ failures, passes },
  });
});

it('does not read tags that a test printed', () => {
  const xml = '<testsuite><testcase name="a"><system-out><![CDATA[<failure/>]]></system-out></testcase></testsuite>';
  expect(readJunit(xml)?.counts).toEqual({ passed: 1, failed: 0, errors: 0, skipped: 0 });
});

it('reads nothing from another document', () => {
  expect(readJunit('<html></html>')).toBeNull();
});

it('never throws', () => {
  const tag = fc.constantFrom(
    '<testsuite>',
    '<testcase name="a"',
    '/>',
    '>',
    '<failure',
    '</testcase>',
    '<![CDATA[',
    '"',
  );
  fc.assert(fc.property(fc.array(fc.oneof(tag, fc.string())), (parts) => void readJunit(parts.join(''))));
});
