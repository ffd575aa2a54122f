import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readTestOutput } from '../../../../src/formats/test-reports/read.js';
import { recorded } from './recorded.js';

const of = (passed: number, failed: number, errors: number, skipped: number) => ({ passed, failed, errors, skipped });

describe('what runners printed', () => {
  test.each([
    [
      'vitest.txt',
      'vitest',
      of(1, 2, 1, 2),
      ['broken.test.ts', 'cart.test.ts > cart > totals', 'cart.test.ts > top level'],
    ],
    [
      'vitest.json',
      'jest-json',
      of(1, 2, 1, 2),
      ['broken.test.ts', 'cart.test.ts › cart › totals', 'cart.test.ts › top level'],
    ],
    [
      'jest.txt',
      'jest',
      of(1, 2, 1, 1),
      ['jestp/cart.test.js › cart › totals with › tax', 'jestp/cart.test.js › top level', 'jestp/broken.test.js'],
    ],
    [
      'jest.json',
      'jest-json',
      of(1, 2, 1, 1),
      ['jestp/broken.test.js', 'jestp/cart.test.js › cart › totals with › tax', 'jestp/cart.test.js › top level'],
    ],
    ['mocha.txt', 'mocha', of(1, 2, 0, 1), ['cart > tax > totals', 'hooks > "before all" hook for "x"']],
    ['mocha.json', 'mocha-json', of(1, 2, 0, 1), ['cart tax totals', 'hooks "before all" hook for "x"']],
    ['mocha.tap', 'tap', of(1, 2, 0, 1), ['cart tax totals', 'hooks "before all" hook for "x"']],
    ['node-spec.txt', 'node', of(1, 2, 0, 2), ['nodep/cart.test.js > totals', 'nodep/cart.test.js > top level']],
    ['node.tap', 'tap', of(1, 2, 0, 2), ['cart > totals', 'top level']],
    ['pytest.txt', 'pytest', of(2, 1, 1, 1), ['tests/test_cart.py::test_total[2]', 'tests/test_cart.py::test_db']],
    ['pytest-broken.txt', 'pytest', of(0, 0, 1, 0), ['tests/test_broken.py']],
    ['unittest.txt', 'unittest', of(1, 1, 1, 1), ['tests.unit_cart.Cart.test_db', 'tests.unit_cart.Cart.test_total']],
    ['cargo.txt', 'cargo', of(1, 2, 0, 1), ['src/lib.rs > tests::totals', 'tests/api.rs > whole']],
  ])('EV-S61 %s', (file, runner, counts, failures) => {
    const report = readTestOutput(recorded(file), '/repo');
    expect({ ...report, failures: [...(report?.failures ?? [])].sort(), passes: [] }).toEqual({
      runner,
      counts,
      failures: [...failures].sort(),
      passes: [],
    });
  });

  test.each([
    ['vitest.json', ['cart.test.ts › cart › adds']],
    ['jest.json', ['jestp/cart.test.js › cart › adds']],
    ['mocha.json', ['cart adds']],
    ['mocha.tap', ['cart adds']],
    ['node.tap', ['cart > adds']],
    ['cargo.txt', ['src/lib.rs > tests::adds']],
    ['vitest.txt', undefined],
    ['pytest.txt', undefined],
  ])('what passed by name in %s', (file, passes) => {
    expect(readTestOutput(recorded(file), '/repo')?.passes).toEqual(passes);
  });
});

describe('what go test prints', () => {
  const plain = [
    '--- FAIL: TestCart (0.00s)',
    '    --- FAIL: TestCart/total (0.00s)',
    '        cart_test.go:9: got 1, want 2',
    'FAIL',
    'FAIL\texample.com/shop/cart\t0.004s',
    '# example.com/shop/broken',
    'broken/x.go:3:1: syntax error',
    'FAIL\texample.com/shop/broken [build failed]',
    'ok  \texample.com/shop/tax\t(cached)',
    '?   \texample.com/shop\t[no test files]',
    'FAIL',
  ].join('\n');

  it('names what failed, by package, and does not count', () => {
    const failures = ['example.com/shop/cart.TestCart/total', 'example.com/shop/broken'];
    expect(readTestOutput(plain, '/repo')).toEqual({ runner: 'go', counts: null, failures });
  });

  it('counts with -v', () => {
    const text =
      '=== RUN   TestA\n--- PASS: TestA (0.00s)\n=== RUN   TestB\n--- SKIP: TestB (0.00s)\nPASS\nok  \tm/a\t0.01s\n';
    expect(readTestOutput(text, '')?.counts).toEqual(of(1, 0, 0, 1));
  });

  it('counts leaves of the JSON report', () => {
    const event = (Action: string, Package: string, Test?: string) => JSON.stringify({ Action, Package, Test });
    const text = [
      event('run', 'm/a', 'TestA'),
      '{"Time":"2026-01-01T00:00:00Z","Action":"output","Package":"m/a","Test":"TestA/x","Output":"--- FAIL: TestA/x\\n"}',
      event('fail', 'm/a', 'TestA/x'),
      event('pass', 'm/a', 'TestA/y'),
      event('fail', 'm/a', 'TestA'),
      event('skip', 'm/a', 'TestS'),
      event('fail', 'm/a'),
      event('fail', 'm/broken'),
    ].join('\n');
    const failures = ['m/a.TestA/x', 'm/broken'];
    expect(readTestOutput(text, '')).toEqual({
      runner: 'go-json',
      counts: of(1, 1, 1, 1),
      failures,
      passes: ['m/a.TestA/y'],
    });
  });
});

describe('wording', () => {
  test.each([
    ['EV-S1 passed only', '10 passed in 1.23s', of(10, 0, 0, 0)],
    ['EV-S2 every count', '5 passed, 2 failed, 1 error, 3 skipped', of(5, 2, 1, 3)],
    ['a frame', '===== 1 failed, 2 passed, 1 warning in 0.12s =====', of(2, 1, 0, 0)],
    ['a vitest project', ' Test Files  1 passed (1)\n      Tests  3 passed (3)\n', of(3, 0, 0, 0)],
    ['two workspaces of jest', `${jest(1)}\n${jest(2)}`, of(3, 0, 0, 0)],
  ])('%s', (_, text, counts) => {
    expect(readTestOutput(text, '')?.counts).toEqual(counts);
  });

  it('EV-S4 names the failures of pytest', () => {
    const text = 'FAILED tests/a-b.py::test_x[1 - 2] - assert False\nFAILED tests/a.py::test_y - x\n2 failed in 0.1s';
    expect(readTestOutput(text, '')?.failures).toEqual(['tests/a-b.py::test_x[1 - 2]', 'tests/a.py::test_y']);
    expect(readTestOutput('2 passed in 0.1s', '')?.failures).toEqual([]);
  });

  test.each(['', '3 errors were seen while nobody looked', '{"a":1}', 'ok', '1 passed the post', 'Tests: fine'])(
    'EV-S3 nothing is read from %j',
    (text) => expect(readTestOutput(text, '')).toBeNull(),
  );
});

function jest(passed: number): string {
  return `Test Suites: 1 passed, 1 total\nTests:       ${passed} passed, ${passed} total\n`;
}

it('never throws, and names each failure once', () => {
  const pieces = ['vitest.txt', 'jest.txt', 'mocha.txt', 'node.tap', 'pytest.txt', 'cargo.txt'].flatMap((file) =>
    recorded(file).split('\n'),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string())), (lines) => {
      const failures = readTestOutput(lines.join('\n'), '')?.failures ?? [];
      expect(new Set(failures).size).toBe(failures.length);
    }),
  );
});
