import { describe, expect, test } from 'vitest';
import { FLAGS } from '../../../src/cli/options/all.js';
import { complain } from '../../../src/cli/program.js';
import { read } from './printer.js';

describe('a mistake in the command line', () => {
  test.each([
    ['an unknown flag', ['--nonsense'], "unknown option '--nonsense'"],
    ['a flag that is written wrong', ['--taks', 'x'], "unknown option '--taks' (Did you mean --task?)"],
    ['a flag cut short', ['--task', 'x', '--max-c', '1'], "unknown option '--max-c'"],
    ['no value', ['--task'], "option '--task <text>' argument missing"],
    ['the next flag instead of a value', ['--task', '--quiet'], 'That is a flag; a value is expected.'],
    ['a short one instead of a value', ['--model', '-v', '--task', 'x'], 'That is a flag; a value is expected.'],
    ['words without a flag', ['Add', 'retry'], '"Add" belongs to no flag; a task is given as --task "..."'],
    ['words behind a flag without a value', ['--task', 'x', '--json', 'yes'], '"yes" belongs to no flag'],
    ['no number', ['--max-cycles', 'many'], 'A whole number is expected.'],
    ['no whole number', ['--max-cycles', '1.5'], 'A whole number is expected.'],
    ['an exponent', ['--timeout', '1e3'], 'A whole number is expected.'],
    ['more than a number can be', ['--timeout', '99999999999999999999'], 'A whole number is expected.'],
    ['no cycle at all', ['--max-cycles', '0'], 'It must be at least 1.'],
    ['less than nothing', ['--loc-threshold', '-1'], 'It must be at least 0.'],
    // As a script gives it whose variable is empty; the whole tasklist is not what it asked for.
    ['an empty task', ['--task', ''], 'It is empty: say what is to be done, or leave --task out'],
    ['an empty task behind a sign', ['--task='], 'It is empty: say what is to be done, or leave --task out'],
    ['a task of spaces', ['--task', ' \n '], 'It is empty: say what is to be done, or leave --task out'],
    ['a task that is emptied again', ['--task', 'x', '--task', ''], 'It is empty: say what is to be done'],
    ['no diff to judge', ['--review-diff', ''], 'It must not be empty.'],
    ['no whole number of tokens', ['--max-tokens', '1.5'], 'A whole number is expected.'],
    ['no tokens at all', ['--max-tokens', '0'], 'It must be at least 1.'],
    ['no number of tasks', ['-n', ''], 'A whole number is expected.'],
    ['AG-S45 an empty conversation', ['--session', ''], 'It must not be empty.'],
    ['an empty name', ['--cli', ' '], 'It must not be empty.'],
    ['a kind of exit codes nobody knows', ['--exit-codes', 'full'], 'Allowed choices are standard, extended.'],
  ])('%s: exit code 2 and one reason on stderr', (_name, argv, reason) => {
    const { request, out, err } = read(...argv);
    expect(request).toEqual({ kind: 'end', exit: 2 });
    expect(out).toBe('');
    const lines = err.split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^usage: millstone /);
    expect(lines[1]).toMatch(/^millstone: error: /);
    expect(lines[1]).toContain(reason);
  });

  test.each([
    ['nothing', []],
    ['settings alone', ['--max-cycles', '2']],
    // A key of the settings may stand in for it.
    ['an empty folder of prompts', ['--prompts-dir', '']],
  ])('%s means the tasklist', (_name, argv) => {
    expect(read(...argv).request).toMatchObject({ kind: 'worklist' });
  });

  test.each([[['--quiet', '-v']], [['-v', '--quiet', '--json']]])('%j contradict one another', (argv) => {
    expect(read('--task', 'x', ...argv).request).toMatchObject({
      kind: 'usage',
      message: expect.stringMatching(/--quiet.*--verbose/),
    });
  });

  test('such a reason is told in the same form', () => {
    const err: string[] = [];
    complain({ out: () => undefined, err: (text) => err.push(text) }, 'no\n(really)');
    expect(err).toEqual([
      'usage: millstone [what to do] [options]; see millstone --help\nmillstone: error: no (really)\n',
    ]);
  });
});

describe('--help', () => {
  const { request, out, err } = read('--help');

  test('goes to stdout and ends with 0, whatever else is typed', () => {
    expect(request).toEqual({ kind: 'end', exit: 0 });
    expect(err).toBe('');
    expect(read('--task', 'x', '-h').request).toEqual({ kind: 'end', exit: 0 });
  });

  test.each([...Object.values(FLAGS).map(({ flags }) => flags), '--version'])('names %s', (flag) => {
    expect(out).toContain(`  ${flag}`);
  });

  test('fits a terminal of 80 columns', () => {
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

test('--version among other flags', () => {
  const { request, out } = read('--quiet', '--version');
  expect(request).toEqual({ kind: 'end', exit: 0 });
  expect(out).toMatch(/^millstone \d+\.\d+\.\d+\n$/);
});
