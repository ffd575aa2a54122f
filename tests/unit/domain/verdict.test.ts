import { describe, expect, test } from 'vitest';
import { verdict } from '../../../src/domain/verdict.js';

const finding = { severity: 'high', where: null, problem: 'x' };

describe('verdict', () => {
  test.each([
    ['an approval without findings', { approved: true, summary: '', findings: [] }, true],
    ['an approval with some', { approved: true, summary: '', findings: [finding] }, true],
    ['a refusal with a finding', { approved: false, summary: '', findings: [finding, finding] }, true],
    ['a refusal without one', { approved: false, summary: '', findings: [] }, false],
    ['a finding without words', { approved: false, summary: '', findings: [{ ...finding, problem: '' }] }, false],
    ['a severity nobody knows', { approved: false, summary: '', findings: [{ ...finding, severity: 'bad' }] }, false],
    ['neither yes nor no', { approved: null, summary: '', findings: [] }, false],
    ['something more', { approved: true, summary: '', findings: [], status: 'x' }, false],
  ])('%s', (_name, value, valid) => {
    expect(verdict.safeParse(value).success).toBe(valid);
  });
});
