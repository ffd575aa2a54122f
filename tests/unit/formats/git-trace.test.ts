import { describe, expect, test } from 'vitest';
import { readHookTrace } from '../../../src/formats/git-trace.js';

const skipsHooks = (trace: string): boolean => readHookTrace(trace).skipped;
const start = (...argv: string[]): string => JSON.stringify({ event: 'start', sid: 's', argv: ['git', ...argv] });

describe('a trace of git', () => {
  test.each([
    ['the long option', ['commit', '-m', 'x', '--no-verify']],
    ['the short one', ['commit', '-n', '-m', 'x']],
    ['among others', ['commit', '-qanm', 'x']],
    ['hooks looked for elsewhere', ['-c', 'core.hooksPath=/dev/null', 'commit', '-m', 'x']],
    ['in any spelling', ['-c', 'core.hookspath=', 'commit']],
  ])('IL-D8 tells of a commit past the hooks: %s', (_name, argv) => {
    expect(skipsHooks(`${start('status')}\n${start(...argv)}\n`)).toBe(true);
  });

  test.each([
    ['an ordinary commit', ['commit', '-qm', 'x']],
    ['a message that begins with n', ['commit', '-mn']],
    ['a file called like the option', ['commit', '-m', 'x', '--', '--no-verify']],
    ['another command', ['log', '-n', '3']],
    ['a push', ['push', '--no-verify']],
  ])('not of %s', (_name, argv) => {
    expect(skipsHooks(start(...argv))).toBe(false);
  });

  test('lines that are no events are stepped over', () => {
    expect(skipsHooks(`"start" {\n{"event":"start"}\n\n${start('commit', '--no-verify')}`)).toBe(true);
    expect(skipsHooks('"start" --no-verify commit')).toBe(false);
  });

  test('names the hooks that git started', () => {
    const hook = (name: string) => JSON.stringify({ event: 'child_start', child_class: 'hook', hook_name: name });
    const other = JSON.stringify({ event: 'child_start', child_class: 'editor', argv: ['vi'] });
    const trace = `${start('commit', '-qm', 'x')}\n${hook('pre-commit')}\n${other}\n${hook('commit-msg')}\n`;
    expect([...readHookTrace(trace).ran]).toEqual(['pre-commit', 'commit-msg']);
  });
});
