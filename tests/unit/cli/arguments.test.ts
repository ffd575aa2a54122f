import { describe, expect, test } from 'vitest';
import type { RequestOf } from '../../../src/cli/request.js';
import type { RunFlags } from '../../../src/domain/run-plan.js';
import { read } from './printer.js';

const DEFAULTS: RequestOf<'task'> = {
  kind: 'task',
  text: 'x',
  flags: {},
  repoDir: null,
  clearStop: false,
  exitCodes: 'standard',
  dryRun: false,
  screen: { verbosity: 'normal', json: false },
};
const given = (...argv: readonly string[]) => read('--task', 'x', ...argv).request;

describe('a command line', () => {
  test('with a task alone leaves every setting to the files and defaults', () => {
    expect(given()).toEqual(DEFAULTS);
  });

  test.each<[name: string, argv: readonly string[], expected: Partial<RequestOf<'task'>>]>([
    ['the value after the flag', ['--repo-dir', 'a b'], { repoDir: 'a b' }],
    ['the value behind a sign', ['--repo-dir=a=b'], { repoDir: 'a=b' }],
    ['CLI-S50 -v', ['-v'], { screen: { verbosity: 'verbose', json: false } }],
    ['--verbose', ['--verbose'], { screen: { verbosity: 'verbose', json: false } }],
    ['--quiet', ['--quiet'], { screen: { verbosity: 'quiet', json: false } }],
    ['--json goes with any of them', ['--json', '-v'], { screen: { verbosity: 'verbose', json: true } }],
    ['--clear-stop', ['--clear-stop'], { clearStop: true }],
    ['exit codes', ['--exit-codes', 'extended'], { exitCodes: 'extended' }],
  ])('%s', (_name, argv, expected) => {
    expect(given(...argv)).toEqual({ ...DEFAULTS, ...expected });
  });

  test.each<[argv: readonly string[], flags: RunFlags]>([
    [['--max-cycles', '6'], { maxCycles: 6 }],
    [['--max-cycles', '6', '--max-cycles=2'], { maxCycles: 2 }],
    [['--loc-threshold', '0'], { locThreshold: 0 }],
    [['--timeout', '0', '--idle-timeout', '60'], { timeout: 0, idleTimeout: 60 }],
    [['--cli', 'claude', '--cli', 'demo'], { cli: 'demo' }],
    [
      ['--cli-builder', 'a', '--cli-reviewer', 'b', '--cli-sanity', 'c'],
      { cliBuilder: 'a', cliReviewer: 'b', cliSanity: 'c' },
    ],
    [['--model', 'opus'], { model: 'opus' }],
    [['--tasklist', 'docs/t.md'], { tasklist: 'docs/t.md' }],
    [['--prompts-dir', 'p'], { promptsDir: 'p' }],
    // cli.md 2.1: an empty value falls back to the configuration.
    [['--prompts-dir', ''], {}],
    [['--allow-dirty', '--yes-high-risk'], { allowDirty: true, yesHighRisk: true }],
    [['--no-tasklist-edits'], { noTasklistEdits: true }],
  ])('%j become settings of the run', (argv, flags) => {
    expect(given(...argv)).toEqual({ ...DEFAULTS, flags });
  });

  test.each([
    ['several lines', 'Add retry\n- Risk: high', 'Add retry\n- Risk: high'],
    ['space around it', '  Add retry\n', 'Add retry'],
    ['a bullet', '- [ ] Add retry', '- [ ] Add retry'],
    ['words that begin like a flag', '--quiet is not obeyed; mend it', '--quiet is not obeyed; mend it'],
  ])('a task of %s is taken as it is', (_name, task, text) => {
    expect(read('--task', task).request).toEqual({ ...DEFAULTS, text });
  });
});
