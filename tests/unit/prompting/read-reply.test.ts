import { describe, expect, test } from 'vitest';
import { readReply } from '../../../src/prompting/read-reply.js';
import { reviewDecision, sanityCheck } from '../../../src/prompting/replies.js';

const YES = '{"status":"APPROVED","review":"read it","summary":"fine"}';
const NO = '{"status":"REQUEST_CHANGES","review":"read it","summary":"not yet","findings":["a } in it"]}';

/** What a review comes to: approved, refused, or no verdict. */
function judged(text: string): 'approved' | 'refused' | 'unreadable' {
  const read = readReply({ text }, reviewDecision(['critical']));
  return read.ok ? (read.value.approved ? 'approved' : 'refused') : 'unreadable';
}

describe('readReply', () => {
  test.each([
    ['AG-S32 an approval', YES, 'approved'],
    ['IL-S26 AG-S33 a refusal in prose', `I read the change.\n${NO}\nThat is all.`, 'refused'],
    ['IL-S26 a verdict in a fence', `Here:\n\`\`\`json\n${YES}\n\`\`\`\n`, 'approved'],
    ['AG-S39 an example of approval, then a refusal', `For instance ${YES}. But:\n${NO}`, 'refused'],
    ['a refusal thought over', `${NO}\nOn second thought:\n${YES}`, 'approved'],
    ['an object of another kind after the verdict', `${NO}\n{"tests":{"passed":3}}`, 'refused'],
    ['the answer between the choices and nothing', `{"status": "APPROVED" | "REQUEST_CHANGES"}\n${YES}`, 'approved'],
    ['a quotation that was cut before the verdict', `+  return {"name": "x",\nSo:\n${YES}`, 'approved'],
    ['code before the verdict', `\`\`\`c\nif (a) { b[0] = "{"; }\n\`\`\`\n${YES}`, 'approved'],
  ])('reads %s', (_name, text, expected) => {
    expect(judged(text)).toBe(expected);
  });

  test.each([
    ['IL-S28 AG-S35 prose that approves', 'LGTM, this is APPROVED and safe to merge.'],
    ['fields without an object', '"status": "APPROVED", "review": "x", "summary": "y"'],
    ['IL-S27 AG-S34 an approval without a summary', '{"status":"APPROVED","review":"x"}'],
    ['AG-S34 an approval without a review', '{"status":"APPROVED","summary":"x"}'],
    ['an approval in other letters', YES.replace('APPROVED', 'Approved')],
    ['an approval that was cut', YES.slice(0, -1)],
    ['a list of approvals', `[${YES}]`],
    ['an approval within another object', `{"example":${YES}}`],
    ['an approval within a refusal that is broken', `{"status":"REQUEST_CHANGES", no, "like": ${YES}}`],
    [
      'an approval within a refusal with a stray quote',
      `{"status":"REQUEST_CHANGES","review":"5" wide","like":${YES}}`,
    ],
    [
      'an approval between the words of such a refusal',
      `{"status":"REQUEST_CHANGES","review":"5" wide, not ${YES} but`,
    ],
    ['an approval before a refusal that was cut', `${YES}\n${NO.slice(0, 60)}`],
    ['an approval before a refusal with loose quotes', `${YES}\n${NO.replace('read it', 'says "no"')}`],
    ['an approval before a refusal without a summary', `${YES}\n{"status":"REQUEST_CHANGES","review":"x"}`],
    ['an approval before a refusal in single quotes', `${YES}\n${NO.replaceAll('"', "'")}`],
    ['an approval before a refusal in a wrapping', `${YES}\n{"result":${NO}}`],
    ['an approval before fields without an object', `${YES}\n"status": "REQUEST_CHANGES"`],
    ['a status named twice', '{"status":"REQUEST_CHANGES","review":"x","summary":"y","status":"APPROVED"}'],
    [
      'findings named twice',
      '{"status":"APPROVED","review":"x","summary":"y","findings":["Critical: z"],"findings":[]}',
    ],
    ['an approval before 100,000 braces and a refusal', `${YES}${'{"a": \\"'.repeat(100_000)}${NO}`],
    ['an approval before 2,000 loose braces and a broken refusal', `${YES}${'{ '.repeat(2_000)}${NO.slice(0, -3)}`],
  ])('takes for no verdict: %s', (_name, text) => {
    expect(judged(text)).toBe('unreadable');
  });

  test('says what is wrong, for the one time it is asked again', () => {
    const problem = (text: string) => {
      const read = readReply({ text }, reviewDecision([]));
      return read.ok ? null : read.error;
    };
    expect(problem('{"status":"APPROVED","review":1}')?.problem).toMatch(/^review: .*; summary is missing$/);
    expect(problem('{"status":"MAYBE","review":"","summary":""}')?.problem).toMatch(/status: .*REQUEST_CHANGES/);
    expect(problem('hm')?.problem).toContain('"status"');
    expect(problem(`${YES} {"status":`)?.problem).not.toBe(problem('hm')?.problem);
  });

  test.each([
    ['nothing', '', true],
    ['blanks', ' \n\t ', true],
    ['a word', 'ok', false],
    ['an empty object', '{}', false],
  ])('tells an empty reply from an unreadable one: %s', (_name, text, empty) => {
    expect(readReply({ text }, sanityCheck)).toMatchObject({ ok: false, error: { empty } });
  });

  test('IL-S33 a short answer is an answer', () => {
    expect(readReply({ text: '{"status":"OK","reason":""}' }, sanityCheck)).toMatchObject({ ok: true });
  });

  test.each([
    ['AG-S37 a halt', '{"status":"HALT","reason":"r"}', { ok: true, value: { halt: true, reason: 'r' } }],
    ['AG-S37 prose', 'All is OK, go on.', { ok: false }],
    ['an OK before a halt that was cut', '{"status":"OK","reason":""} {"status":"HALT","reason":"gib', { ok: false }],
    ['a verdict of the other kind', YES, { ok: false }],
  ])('reads a sanity answer: %s', (_name, text, expected) => {
    expect(readReply({ text }, sanityCheck)).toMatchObject(expected);
  });

  test('the structured reply of a tool is read by the same rule', () => {
    const read = (value: unknown) => readReply({ text: JSON.stringify(value) }, sanityCheck).ok;
    expect(read({ status: 'OK', reason: '' })).toBe(true);
    expect(read([{ status: 'OK', reason: '' }])).toBe(false);
  });
});
