import { expect, test } from 'vitest';
import { differInRemarksOnly } from '../../../src/policy/false-positive.js';

const diff = (...lines: readonly string[]): string =>
  ['diff --git a/a.ts b/a.ts', '--- a/a.ts', '+++ b/a.ts', '@@ -1 +1 @@', ' kept', ...lines, ''].join('\n');
const before = diff('-old();', '+now();');

test.each([
  ['the same', before, false],
  ['blank lines', diff('-old();', '+now();', '+', '+   '), true],
  ['a # comment', diff('-old();', '+# why', '+now();'), true],
  ['a // comment', diff('-old();', '+  // why', '+now();'), true],
  ['a block comment', diff('-old();', '+/*', '+ * why', '+ */', '+now();'), true],
  ['the end of one', diff('-old();', '+now();', '+so it ends */'), true],
  ['docstrings', diff('-old();', '+"""Why."""', "+'''Why.'''", '+now();'), true],
  ['a comment less', diff('-old();', '-// gone', '+now();'), true],
  ['code', diff('-old();', '+later();'), false],
  ['more code', diff('-old();', '+now();', '+later();'), false],
  ['the same line taken out', diff('-old();', '-now();'), false],
  ['a line of code with a file mark in it', diff('-old();', '+now();', '+++i;'), false],
  ['a diff that was cut', `${diff('-old();', '+now();', '+# why')}[The diff is cut here]\n`, false],
])('EV-S46 %s', (_name, after, expected) => {
  expect(differInRemarksOnly(before, after)).toBe(expected);
});
