import { describe, expect, test } from 'vitest';
import type { CheckRun } from '../../../src/domain/project-check.js';
import {
  foundLines,
  type Initialised,
  initLines,
  nextSteps,
  touchedLine,
  triedLine,
} from '../../../src/report/init-lines.js';

const run = (ending: CheckRun['ending']): CheckRun => ({
  ...{ kind: 'tests', command: 'npm test', ms: 3_200, output: '', putBack: [] },
  ending,
});
const done: Initialised = {
  ...{ written: ['a', 'b'], kept: ['c'], copies: ['a.1.bak'], tasklist: 't.md', missing: null, checks: [] },
  ...{ inRepository: true, hasCommits: true },
};
const texts = (lines: readonly { readonly text: string }[]) => lines.map(({ text }) => text);

test('CLI-D14 every project in the folder is named', () => {
  const projects = [
    { language: 'python', manager: 'uv' },
    { language: 'dotnet', manager: 'dotnet' },
  ];
  expect(texts(foundLines('/r', projects, 1))).toEqual(['Folder  /r', 'Project Python (uv), .NET (dotnet)']);
  expect(texts(foundLines('/r', [], 0)).slice(1)).toEqual([
    'Project unknown',
    'Checks  none found; write the command of the tests into .millstone/project.toml',
    '',
  ]);
});

test.each([
  [{ kind: 'exited', code: 0 }, 'good', '  tests       3.2s  passed: npm test'],
  [{ kind: 'exited', code: 1 }, 'bad', '  tests       3.2s  failed (exit code 1): npm test'],
  [{ kind: 'exited', code: 127 }, 'warn', '  tests       3.2s  not measured (not installed): npm test'],
  [{ kind: 'timeout', ms: 120_000 }, 'warn', '  tests       3.2s  not finished yet, and ended: npm test'],
] as const)('a check that was tried: %j', (ending, tone, text) => {
  expect(triedLine(run(ending))).toMatchObject({ tone, text });
});

test('files that the checks changed are named', () => {
  expect(touchedLine(['a', 'b']).text).toBe('WARN: The checks changed a, b; see git status.');
});

test('what was done to which file, and what comes next', () => {
  expect(texts(initLines(done))).toEqual([
    'Created a',
    'Created b',
    'Kept a copy of what it said in a.1.bak',
    'Left c as it is',
    '',
    'Next:',
    '  1. write tasks into t.md, or start with one: millstone --task "..."',
    '  2. look at everything once more: millstone --doctor',
  ]);
});

describe('the next steps', () => {
  test('name everything that stands before a first run', () => {
    const steps = nextSteps({
      ...{ ...done, inRepository: false, missing: { cli: 'claude', install: 'npm i claude' } },
      checks: [run({ kind: 'exited', code: 127 }), { ...run({ kind: 'exited', code: 1 }), kind: 'lint' }],
    });
    expect(steps).toMatchObject(
      [
        /git init/,
        'install claude: npm i claude',
        /see to the tests check \(not measured \(not installed\)\)/,
        /mend what the lint check reports/,
        /tasks/,
        /doctor/,
      ].map((words) => (typeof words === 'string' ? words : expect.stringMatching(words))),
    );
  });

  test('a repository without commits needs one; a check that only takes long needs nothing', () => {
    const steps = nextSteps({ ...done, hasCommits: false, checks: [run({ kind: 'timeout', ms: 1 })] });
    expect(steps[0]).toContain('first commit');
    expect(steps).toHaveLength(3);
  });
});
