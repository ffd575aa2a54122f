import { expect, test } from 'vitest';
import type { Finding } from '../../../src/domain/verdict.js';
import { wrap } from '../../../src/report/columns.js';
import { findingLines, severities } from '../../../src/report/findings.js';

const finding = (severity: Finding['severity'], problem: string, where: string | null = null): Finding => ({
  ...{ severity, problem, where },
});
const ALL = [
  finding('nit', 'first nit'),
  finding('critical', 'it deletes'),
  finding('medium', 'no test', 'src/a.ts:3'),
  finding('nit', 'second nit'),
  finding('high', 'wrong'),
  finding('low', 'slow'),
];

test('findings are told worst first, in their order within a severity', () => {
  expect(findingLines(ALL, 2).map(({ text }) => text)).toEqual([
    '  critical  it deletes',
    '  high      wrong',
    '  medium    src/a.ts:3: no test',
    '  low       slow',
    '  nit       first nit',
    '  nit       second nit',
  ]);
});

test('a finding of several lines stays together under its severity', () => {
  expect(findingLines([finding('high', 'one\n\ntwo\r\n')], 2).map(({ text }) => text)).toEqual([
    '  high      one',
    '            two',
  ]);
});

test('on a narrow terminal it goes on under its first word', () => {
  const [only] = findingLines([finding('high', 'the third try is never made, so the promise is broken')], 9);
  expect(wrap(only?.text ?? '', 50, only?.hang ?? 0)).toEqual([
    '         high      the third try is never made, so',
    '                   the promise is broken',
  ]);
});

test.each([
  [ALL, '1 critical, 1 high, 1 medium, 1 low, 2 nit'],
  [[finding('low', 'a')], '1 low'],
  [[], ''],
])('severities are counted', (findings, expected) => {
  expect(severities(findings)).toBe(expected);
});
