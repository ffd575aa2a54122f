/** How a test went. */
export type How = 'pass' | 'fail' | 'skip';
/** Tests by name, as a runner finds them. */
export type Suite = Readonly<Record<string, How>>;

const count = (suite: Suite, how: How): number => Object.values(suite).filter((one) => one === how).length;
const rows = (suite: Suite, row: Readonly<Record<How, (name: string, n: number) => string>>): string[] =>
  Object.entries(suite).map(([name, how], i) => row[how](name, i + 1));
const only = (suite: Suite, how: How): string[] => Object.keys(suite).filter((name) => suite[name] === how);
const nothing = (): string => '';

/** What runners print of a suite, in the shapes of the recorded reports. */
export const RUNNERS: Readonly<Record<string, (suite: Suite) => string>> = {
  vitest: (suite) =>
    [
      ...only(suite, 'fail').map((name) => ` FAIL  cart.test.ts > cart > ${name}\nAssertionError: no`),
      ` Test Files  1 ${count(suite, 'fail') > 0 ? 'failed' : 'passed'} (1)`,
      `      Tests  ${count(suite, 'fail')} failed | ${count(suite, 'pass')} passed | ${count(suite, 'skip')} skipped (${Object.keys(suite).length})`,
    ].join('\n'),
  'vitest and jest, JSON': (suite) =>
    JSON.stringify({
      ...{ numTotalTests: Object.keys(suite).length, numPassedTests: count(suite, 'pass') },
      ...{ numFailedTests: count(suite, 'fail'), numPendingTests: count(suite, 'skip'), numTodoTests: 0 },
      testResults: [
        {
          ...{ name: 'cart.test.ts', status: count(suite, 'fail') > 0 ? 'failed' : 'passed' },
          assertionResults: Object.entries(suite).map(([title, how]) => ({
            ...{ ancestorTitles: ['cart'], title },
            status: how === 'skip' ? 'pending' : `${how}ed`,
          })),
        },
      ],
    }),
  jest: (suite) =>
    [
      `${count(suite, 'fail') > 0 ? 'FAIL' : 'PASS'} ./cart.test.js`,
      ...only(suite, 'fail').map((name) => `  ● cart › ${name}\n\n    no\n`),
      `Test Suites: 1 total`,
      `Tests:       ${count(suite, 'fail')} failed, ${count(suite, 'skip')} skipped, ${count(suite, 'pass')} passed, ${Object.keys(suite).length} total`,
    ].join('\n'),
  'node:test, TAP': (suite) =>
    [
      'TAP version 13',
      ...rows(suite, {
        pass: (name, n) => `# Subtest: ${name}\nok ${n} - ${name}`,
        fail: (name, n) => `# Subtest: ${name}\nnot ok ${n} - ${name}`,
        skip: (name, n) => `# Subtest: ${name}\nok ${n} - ${name} # SKIP`,
      }),
      `1..${Object.keys(suite).length}`,
      `# pass ${count(suite, 'pass')}\n# fail ${count(suite, 'fail')}\n# cancelled 0\n# skipped ${count(suite, 'skip')}\n# todo 0`,
    ].join('\n'),
  'node:test': (suite) =>
    [
      `ℹ tests ${Object.keys(suite).length}\nℹ pass ${count(suite, 'pass')}\nℹ fail ${count(suite, 'fail')}`,
      `ℹ skipped ${count(suite, 'skip')}\nℹ todo 0\n\n✖ failing tests:\n`,
      ...only(suite, 'fail').map((name) => `test at cart.test.js:3:1\n✖ ${name} (1.2ms)\n  Error: no\n`),
    ].join('\n'),
  mocha: (suite) =>
    [
      `  ${count(suite, 'pass')} passing (5ms)\n  ${count(suite, 'skip')} pending\n  ${count(suite, 'fail')} failing\n`,
      ...only(suite, 'fail').map((name, i) => `  ${i + 1}) cart\n       ${name}:\n     Error: no\n`),
    ].join('\n'),
  'mocha, JSON': (suite) => {
    const of = (how: How) => only(suite, how).map((title) => ({ title, fullTitle: `cart ${title}` }));
    const stats = { passes: count(suite, 'pass'), pending: count(suite, 'skip'), failures: count(suite, 'fail') };
    return JSON.stringify({ stats, failures: of('fail'), passes: of('pass') });
  },
  pytest: (suite) =>
    [
      ...rows(suite, {
        pass: nothing,
        skip: nothing,
        fail: (name) => `FAILED tests/test_cart.py::${name} - assert 1 == 2`,
      }),
      `${count(suite, 'fail')} failed, ${count(suite, 'pass')} passed, ${count(suite, 'skip')} skipped in 0.12s`,
    ].join('\n'),
  'go test -json': (suite) =>
    [
      ...Object.entries(suite).map(([Test, Action]) => ({ Action, Package: 'shop/cart', Test })),
      { Action: count(suite, 'fail') > 0 ? 'fail' : 'pass', Package: 'shop/cart' },
    ]
      .map((event) => JSON.stringify(event))
      .join('\n'),
  'cargo test': (suite) =>
    [
      `running ${Object.keys(suite).length} tests`,
      ...rows(suite, {
        pass: (name) => `test ${name} ... ok`,
        fail: (name) => `test ${name} ... FAILED`,
        skip: (name) => `test ${name} ... ignored`,
      }),
      `test result: ${count(suite, 'fail') > 0 ? 'FAILED' : 'ok'}. ${count(suite, 'pass')} passed; ${count(suite, 'fail')} failed; ${count(suite, 'skip')} ignored; 0 measured; 0 filtered out; finished in 0.00s`,
    ].join('\n'),
};

/** Whether a runner names the tests that passed, so that one which is gone can be told from one that was mended. */
export const NAMES_PASSES: ReadonlySet<string> = new Set([
  'vitest and jest, JSON',
  'node:test, TAP',
  'mocha, JSON',
  'go test -json',
  'cargo test',
]);
