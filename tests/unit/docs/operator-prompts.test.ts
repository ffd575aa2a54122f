import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FLAGS, type FlagName } from '../../../src/cli/options/all.js';
import { longName } from '../../../src/cli/options/flag.js';
import { exitOf } from '../../../src/domain/exit-codes.js';
import type { RunEnd } from '../../../src/domain/run-done.js';

import { HALTS } from '../domain/halts.js';

const text = (name: string): string =>
  readFileSync(resolve(import.meta.dirname, '../../../docs/prompts', `${name}.md`), 'utf8');
const NAMES = ['README', 'execute', 'design'];
const KNOWN = new Set((Object.keys(FLAGS) as FlagName[]).map((name) => longName(FLAGS[name])));

describe('PR-S37 the operator prompts', () => {
  test.each(NAMES)('%s names only flags that there are', (name) => {
    const named = [...text(name).matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([flag]) => flag);
    // Of git, in an example of checking a commit.
    const ours = named.filter((flag) => flag !== '--stat');
    expect(ours.length).toBeGreaterThan(0);
    expect(ours.filter((flag) => !KNOWN.has(flag))).toEqual([]);
  });

  test('execute has every exit code that a halt may have, and every way a run ends', () => {
    const row = /^\| 1 \|.*$/m.exec(text('execute'))?.[0] ?? '';
    const told = [...row.matchAll(/\b(\d\d) /g)].map(([, code]) => Number(code));
    const codes = new Set(Object.values(HALTS).map((halt) => exitOf(halt, 'extended')));
    expect(told).toEqual([...codes].filter((code) => code < 128).sort());
    for (const end of ['done', 'none-left', 'max-tasks', 'max-passes', 'asked', 'gate', 'rejected'] satisfies RunEnd[])
      expect(text('execute')).toContain(`\`${end}\``);
  });

  // Source: prompts.md 6.
  test.each([
    [
      'execute',
      'one task at a time, different agents',
      /-n 1 --cli-builder claude --cli-reviewer codex --max-cycles 6/,
    ],
    ['execute', 'verifying', /exit code 0 is a claim/],
    ['execute', 'when to stop', /less than 70 % sure/],
    ['execute', 'waiting instead of polling', /Do not poll/],
    ['execute', 'exit codes', /10 waits for approval, 11 nothing to do/],
    ['execute', 'gates', /--reject "what is wrong"` sends it back/],
    ['execute', 'corrections in their order', /add a task that clears the way; give the one task directly/],
    ['execute', 'what never to do', /edit `\.millstone\/state\.json`.*two runs/],
    ['execute', 'remote backlogs', /\[tasklist_filter\]/],
    ['design', 'the stop before building', /there you stop\. Nothing is built/],
    ['design', 'research before design', /`--research` before you ask for a design/],
    ['design', 'good requests', /Weak:.*Strong:/],
    ['design', 'when it is done', /would not have to guess/],
    ['design', 'no building', /no `--deliver`, no `--cycle`/],
  ])('%s teaches %s', (name, _what, words) => {
    expect(text(name).replace(/\s+/g, ' ')).toMatch(words);
  });
});
