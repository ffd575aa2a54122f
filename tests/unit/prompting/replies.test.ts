import { describe, expect, test } from 'vitest';
import { verdict } from '../../../src/domain/verdict.js';
import type { Contract } from '../../../src/prompting/replies.js';
import * as replies from '../../../src/prompting/replies.js';

const { designReview, diffReview, reviewDecision, sanityCheck } = replies;

const reply = (changes: Record<string, unknown> = {}) => ({
  status: 'APPROVED',
  review: 'read it',
  summary: 'adds a retry',
  findings: null,
  findings_by_severity: null,
  ...changes,
});
const review = (changes: Record<string, unknown>) => reviewDecision(['critical']).read(reply(changes));
/** The findings of a reply, as severity and text. */
function findings(changes: Record<string, unknown>) {
  const read = review(changes);
  if (!read.ok) throw new Error(read.error);
  verdict.parse(read.value);
  return read.value.findings.map((one) => [one.severity, one.problem]);
}
const NO = { status: 'REQUEST_CHANGES' };
const graded = (lists: Record<string, unknown>) => ({ findings_by_severity: lists });

describe('review_decision', () => {
  test('an approval keeps its small findings', () => {
    expect(review({ findings: ['a', 'b'] })).toMatchObject({
      ok: true,
      value: { approved: true, summary: 'adds a retry' },
    });
    expect(findings({ findings: ['a', 'b'] })).toEqual([
      ['medium', 'a'],
      ['medium', 'b'],
    ]);
  });

  test('IL-S29 AG-S36 PO-S44 plain findings and those by severity are counted together', () => {
    const all = findings({ ...NO, findings: ['a', 'b'], ...graded({ critical: ['c'], high: [], nit: ['d'] }) });
    expect(all).toEqual([
      ['critical', 'c'],
      ['nit', 'd'],
      ['medium', 'a'],
      ['medium', 'b'],
    ]);
  });

  test('a finding listed twice is one, by its grade', () => {
    expect(findings({ ...NO, findings: ['a '], ...graded({ high: ['a'] }) })).toEqual([['high', 'a']]);
  });

  test.each([
    ['a severity nobody knows', graded({ info: ['a'] }), [['low', 'a']]],
    ['a severity in other letters', graded({ ' High': ['a'] }), [['high', 'a']]],
    ['a list that is null', graded({ high: null, low: ['a'] }), [['low', 'a']]],
    ['a text for a list', graded({ high: 'a' }), [['high', 'a']]],
    ['a text for the plain list', { findings: 'a' }, [['medium', 'a']]],
    ['missing lists', { findings: undefined, findings_by_severity: undefined }, []],
    ['blank findings', { findings: ['', ' \n'] }, []],
    [
      'a finding that names its severity',
      { findings: ['Minor: a', '[nit] b'] },
      [
        ['low', 'Minor: a'],
        ['nit', '[nit] b'],
      ],
    ],
    ['a major finding', { findings: ['**Major**: a'] }, [['high', '**Major**: a']]],
    [
      'a word that only begins like one',
      { findings: ['Critical section is fine', 'High-level'] },
      [
        ['medium', 'Critical section is fine'],
        ['medium', 'High-level'],
      ],
    ],
  ])('is read with %s', (_name, changes, expected) => {
    expect(findings(changes)).toEqual(expected);
  });

  test.each([
    ['by its list', graded({ critical: ['loses data'] })],
    ['by a list in other letters', graded({ Critical: ['loses data'] })],
    ['by its own word', { findings: ['Critical: loses data'] }],
    ['by another word for it', { findings: ['**Blocker**: loses data'] }],
    ['by a list of its own', { blockers: ['loses data'] }],
    ['by saying that it blocks', { blocking: true }],
    ['by a word in front', { findings: ['BLOCKED: loses data'] }],
    ['by one of two lists', graded({ critical: ['x'], low: ['x'] })],
  ])('a critical finding turns an approval around: %s', (_name, changes) => {
    expect(review(changes)).toMatchObject({ ok: true, value: { approved: false } });
    expect(findings(changes)[0]?.[0]).toBe('critical');
  });

  test('what blocks is a setting', () => {
    const high = reply(graded({ high: ['x'] }));
    expect(reviewDecision([]).read(reply(graded({ critical: ['x'] })))).toMatchObject({ value: { approved: true } });
    expect(reviewDecision(['critical']).read(high)).toMatchObject({ value: { approved: true } });
    expect(reviewDecision(['critical', 'high']).read(high)).toMatchObject({ value: { approved: false } });
  });

  test.each([
    ['its review', {}, 'read it'],
    ['else its summary', { review: ' ' }, 'adds a retry'],
  ])('a refusal without findings has %s as its finding', (_name, changes, expected) => {
    expect(findings({ ...NO, ...changes })).toEqual([['medium', expected]]);
  });

  test.each([
    ['a refusal without any word', { ...NO, review: '', summary: '' }],
    ['another status', { status: 'approved' }],
    ['a status that is no text', { status: true }],
    ['no review', { review: undefined }],
    ['no summary', { summary: undefined }],
    ['findings that are no texts', { findings: [{ problem: 'x' }] }],
    ['severities that are no lists', graded({ critical: 3 })],
    ['severities that are a list', { findings_by_severity: ['x'] }],
  ])('is no verdict with %s', (_name, changes) => {
    expect(review(changes).ok).toBe(false);
  });
});

describe('sanity_check', () => {
  test.each([
    [
      { status: 'OK', reason: 'fine' },
      { halt: false, reason: 'fine' },
    ],
    [{ status: 'OK' }, { halt: false, reason: '' }],
    [
      { status: 'HALT', reason: 'gibberish' },
      { halt: true, reason: 'gibberish' },
    ],
  ])('reads %j', (candidate, value) => {
    expect(sanityCheck.read(candidate)).toEqual({ ok: true, value });
  });

  test('a halt without a reason is a halt, and says so', () => {
    const read = sanityCheck.read({ status: 'HALT', reason: ' ' });
    expect(read).toMatchObject({ ok: true, value: { halt: true, reason: expect.stringMatching(/\w/) } });
  });

  test.each([{ status: 'ok', reason: '' }, { status: 'APPROVED' }, { reason: 'r' }, { status: 'OK', reason: null }])(
    'refuses %j',
    (candidate) => expect(sanityCheck.read(candidate).ok).toBe(false),
  );
});

describe('diff_review', () => {
  test.each([
    [
      { verdict: 'APPROVED', reason: '' },
      { approved: true, reason: '' },
    ],
    [
      { verdict: 'REJECTED', reason: ' a:1: { no } \n' },
      { approved: false, reason: 'a:1: { no }' },
    ],
  ])('%j', (candidate, value) => {
    expect(diffReview.read(candidate)).toEqual({ ok: true, value });
  });

  test.each([
    { verdict: 'REJECTED', reason: ' ' },
    { verdict: 'approved', reason: 'x' },
    { verdict: 'APPROVED' },
    { status: 'APPROVED', reason: 'x' },
  ])('%j is no verdict', (candidate) => {
    expect(diffReview.read(candidate).ok).toBe(false);
  });
});

describe('schemas', () => {
  type Node = { readonly [key: string]: unknown };
  const objectsIn = (node: unknown): Node[] => {
    if (typeof node !== 'object' || node === null) return [];
    const inner = Object.values(node).flatMap(objectsIn);
    return 'type' in node && node.type === 'object' ? [node as Node, ...inner] : inner;
  };

  const contracts: readonly Contract<unknown>[] = Object.values(replies).map((one) =>
    typeof one === 'function' ? one([]) : one,
  );

  test('PR-S25 every contract has one, under a name of its own', () => {
    const names = contracts.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['review_decision', 'analyze_review', 'design_review', 'plan_review']),
    );
    expect(new Set(names).size).toBe(names.length);
    for (const { schema, marker } of contracts) expect(schema).toHaveProperty(['properties', marker]);
  });

  test.each(contracts)('PR-S25 PO-S41 every object of $name is closed and asks for all keys', ({ schema }) => {
    const objects = objectsIn(schema);
    expect(objects.length).toBeGreaterThan(0);
    for (const object of objects) {
      expect(object.additionalProperties).toBe(false);
      expect(object.required).toEqual(Object.keys(object.properties ?? {}));
    }
  });

  test('hold the shapes of the original', () => {
    expect(reviewDecision([]).schema).toMatchObject({
      required: ['status', 'review', 'summary', 'findings', 'findings_by_severity'],
      properties: { status: { enum: ['APPROVED', 'REQUEST_CHANGES'] } },
    });
    expect(objectsIn(reviewDecision([]).schema)[1]?.required).toEqual(['critical', 'high', 'medium', 'low', 'nit']);
    expect(sanityCheck.schema).toMatchObject({
      required: ['status', 'reason'],
      properties: { status: { enum: ['OK', 'HALT'] } },
    });
  });

  test('are the same for every policy, so that a tool is asked the same', () => {
    expect(reviewDecision(['nit']).schema).toBe(reviewDecision([]).schema);
  });
});

test.each([
  { blockers: ['x'] },
  { blocking: true },
  { feedback: ['BLOCKED: must not go on'] },
  { issues: ['Blocker: x'] },
])('a verdict on an artifact that approves and blocks at once is a refusal: %o', (more) => {
  const verdict = { verdict: 'APPROVED', strengths: [], issues: [], feedback: [] };
  expect(designReview.read(verdict)).toMatchObject({ value: { approved: true } });
  expect(designReview.read({ ...verdict, blocking: false, blockers: [] })).toMatchObject({ value: { approved: true } });
  expect(designReview.read({ ...verdict, ...more })).toMatchObject({ value: { approved: false } });
});
