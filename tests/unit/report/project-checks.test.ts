import { expect, test } from 'vitest';
import type { CheckRun } from '../../../src/domain/project-check.js';
import { projectChecked } from '../../../src/report/project-checks.js';
import { stepRow } from '../../../src/report/step-row.js';
import { follow } from '../../../src/report/view.js';
import { cycle } from './samples.js';

const told = (ran: Partial<CheckRun>, replayed = false) => {
  const view = follow();
  view.on(cycle);
  const whole: CheckRun = {
    ...{ kind: 'tests', command: 'npm test', ending: { kind: 'exited', code: 0 }, ms: 3_200, output: '', putBack: [] },
    ...ran,
  };
  return projectChecked({ type: 'project-checked', cycle: 2, ran: whole, replayed }, (step) => stepRow(view.now, step));
};
const red = { ending: { kind: 'exited', code: 1 }, output: 'first\n\n1 failed \u001b[31mred\n' } as const;

test('a check is one line with its time and its command', () => {
  const lines = told({ output: '12 passed' });
  expect(lines.map(({ text, level }) => [level, text])).toEqual([
    ['progress', '  2/3  tests                  3.2s  passed: npm test'],
  ]);
});

test('what a red one printed is for those who want to see more', () => {
  expect(told(red).map(({ text, level }) => [level, text])).toEqual([
    ['progress', '  2/3  tests                  3.2s  failed (exit code 1): npm test'],
    ['detail', '         first'],
    ['detail', '         1 failed red'],
  ]);
});

test('one that was read back has no time and is not told at length again', () => {
  expect(told(red, true).map(({ text }) => text)).toEqual([
    '  2/3  tests                        failed (exit code 1): npm test',
  ]);
});

test('files that it changed are named', () => {
  const [, second] = told({ putBack: ['a.ts', 'b.ts', 'c.ts', 'd.ts'] });
  expect(second).toMatchObject({
    level: 'progress',
    text: '         while it ran a.ts, b.ts, c.ts and 1 more changed; that was put back',
  });
});
