import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Finding, SEVERITIES, type Severity, type Verdict } from '../../../src/domain/verdict.js';
import { asFeedback } from '../../../src/prompting/feedback.js';

const finding = (severity: Severity, problem: string, where: string | null = null): Finding => ({
  severity,
  where,
  problem,
});
const refusal = (summary: string, first: Finding, ...rest: readonly Finding[]): Verdict => ({
  approved: false,
  summary,
  findings: [first, ...rest],
});

describe('asFeedback', () => {
  test('is the summary and the findings, worst first', () => {
    const verdict = refusal(
      'Not yet. ',
      finding('nit', 'a name'),
      finding('critical', ' loses data ', 'src/a.ts:3'),
      finding('medium', 'no test'),
      finding('medium', 'no doc'),
    );
    expect(asFeedback(verdict)).toBe(
      'Not yet.\n\n- [critical] src/a.ts:3: loses data\n- [medium] no test\n- [medium] no doc\n- [nit] a name',
    );
  });

  test('does without a summary', () => {
    expect(asFeedback(refusal('', finding('low', 'a')))).toBe('- [low] a');
  });

  test('keeps whole findings, the worst ones, and counts the others', () => {
    const text = asFeedback(refusal('s', finding('low', 'l'.repeat(2_000)), finding('high', 'h'.repeat(2_500))));
    expect(text).toContain(`- [high] ${'h'.repeat(2_500)}`);
    expect(text).not.toContain('ll');
    expect(text).toContain('(1 more finding was left out for length)');
  });

  test('the worst finding goes along however long it is', () => {
    const long = `begins ${'x'.repeat(10_000)} ends`;
    for (const summary of ['', 's'.repeat(9_000)]) {
      const text = asFeedback(refusal(summary, finding('high', long), finding('low', 'b')));
      expect(text).toContain('- [high] begins');
      expect(text).toContain('ends');
      expect(text).toMatch(/\d+ characters left out/);
    }
  });

  test('is never longer than 4000 characters, and never without a finding', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '😀', '\n', ' b'), minLength: 1, maxLength: 3_000 });
    const any = fc.record({
      severity: fc.constantFrom(...SEVERITIES),
      where: fc.option(fc.constant('src/a.ts:1')),
      problem: text,
    });
    fc.assert(
      fc.property(text, any, fc.array(any, { maxLength: 6 }), (summary, first, rest) => {
        const feedback = asFeedback(refusal(summary, first, ...rest));
        expect([...feedback].length).toBeLessThanOrEqual(4_000);
        expect(feedback).toMatch(/^- \[/m);
      }),
      { numRuns: 60 },
    );
  });
});
