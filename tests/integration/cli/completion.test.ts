import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completionCommand } from '../../../src/cli/commands/completion.js';
import { FLAGS } from '../../../src/cli/options/all.js';
import { longName } from '../../../src/cli/options/flag.js';
import type { RequestOf } from '../../../src/cli/request.js';
import { read } from '../../unit/cli/printer.js';
import { stage } from '../../unit/cli/stage.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'millstone-completion-'));
  for (const name of ['prompts', 'a b']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'plan of ours.md'), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function scriptOf(shell: string): Promise<string> {
  const { host, written } = stage();
  const request = read('--completion', shell).request as RequestOf<'completion'>;
  expect(await completionCommand(request, host, () => undefined)).toBe(0);
  return written.out;
}

/** What bash offers for the last of these words. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const typed = ['millstone', ...words].map((word) => `'${word}'`).join(' ');
  const script = `${await scriptOf('bash')}
COMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _millstone; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const text = execFileSync('bash', ['--noprofile', '--norc', '-c', script], { cwd: folder, encoding: 'utf8' });
  return text.split('\n').filter((line) => line !== '');
}

describe('bash', () => {
  test('offers every flag', async () => {
    const names = Object.values(FLAGS).map(longName);
    expect(await offered('--')).toEqual(expect.arrayContaining([...names, '--help', '--version']));
  });

  test.each([
    [['--max-cy'], ['--max-cycles']],
    [['--task', 'x', '--show'], ['--show-config']],
    [
      ['--exit-codes', ''],
      ['standard', 'extended'],
    ],
    [
      ['--cli', 'c'],
      ['claude', 'codex'],
    ],
    [['--cli-reviewer', 'de'], ['demo']],
    [['--completion', 'f'], ['fish']],
    [['--tasklist', 'pl'], ['plan of ours.md']],
    [
      ['--repo-dir', ''],
      ['a b', 'prompts'],
    ],
    // Bash takes it apart at the sign.
    [['--cli', '=', 'ge'], ['gemini']],
    [
      ['--exit-codes', '='],
      ['standard', 'extended'],
    ],
    // What a person has to think of.
    [['--task', ''], []],
    [['--max-cycles', ''], []],
    [['-n', ''], []],
  ])('%j', async (typed, expected) => {
    expect([...(await offered(...typed))].sort()).toEqual([...expected].sort());
  });

  test('a value that may be left out does not keep the flags away', async () => {
    expect(await offered('--recover', '--js')).toEqual(['--json']);
  });
});

const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

test.each(['bash', 'zsh', 'fish'])('%s can read its script', async (shell) => {
  const script = await scriptOf(shell);
  for (const flag of Object.values(FLAGS)) expect(script).toContain(longName(flag).replace(/^--/, ''));
  // Where the shell is not installed, its words have to do.
  if (isThere(shell))
    expect(spawnSync(shell, ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});

test('zsh and fish are told what each flag takes', async () => {
  const [zsh, fish] = [await scriptOf('zsh'), await scriptOf('fish')];
  expect(zsh).toContain("'(-v --verbose)'{-v,--verbose}'[show the agents'\\'' words]'");
  expect(zsh).toContain("{-n+,--max-tasks=}'[");
  expect(zsh).toMatch(/'--exit-codes=\[.+\]:value:\(standard extended\)'/);
  expect(zsh).toMatch(/'--repo-dir=\[.+\]:value:_files -\/'/);
  expect(zsh).toMatch(/'--recover\[.+\]::value: '/);
  expect(fish).toContain("complete -c millstone -s v -l verbose -d 'show the agents\\' words'");
  expect(fish).toMatch(/^complete -c millstone -l exit-codes -x -a 'standard extended' -d /m);
  expect(fish).toMatch(/^complete -c millstone -l tasklist -r -F -d /m);
});
