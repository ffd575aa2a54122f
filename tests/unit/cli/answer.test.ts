import { describe, expect, test } from 'vitest';
import { type Answer, answered } from '../../../src/cli/commands/answer.js';
import type { RequestOf } from '../../../src/cli/request.js';
import type { Halt } from '../../../src/domain/halt.js';
import { err, ok, type Result } from '../../../src/domain/result.js';
import { line } from '../../../src/report/line.js';
import { read } from './printer.js';
import { stage } from './stage.js';

const ANSWER: Answer = {
  exit: 1,
  says: [line('progress', 'Looked at 3'), line('result', '2 are well')],
  json: { well: 2, of: 3 },
};
const PROBLEM = { what: 'config.toml:1: no', fix: 'mend it' };

async function answer(found: Result<Answer, Halt | Parameters<typeof refusedWith>[0]>, ...argv: readonly string[]) {
  const { host, written } = stage();
  const request = read('--continue', ...argv).request as RequestOf<'continue'>;
  const exit = await answered(
    request,
    host,
    () => undefined,
    async () => found,
  );
  return { exit, ...written };
}
const refusedWith = (refusal: { readonly reason: 'refused'; readonly problems: readonly (typeof PROBLEM)[] }) =>
  err(refusal);

describe('an answer', () => {
  test('is printed on stdout, and tells its exit code', async () => {
    expect(await answer(ok(ANSWER))).toEqual({ exit: 1, out: 'Looked at 3\n2 are well\n', err: '' });
    expect(await answer(ok(ANSWER), '--quiet')).toEqual({ exit: 1, out: '2 are well\n', err: '' });
  });

  test('is one object with --json', async () => {
    expect(await answer(ok(ANSWER), '--json')).toEqual({ exit: 1, out: '{"well":2,"of":3,"exit":1}\n', err: '' });
  });

  test('that is a file is written as it is', async () => {
    expect((await answer(ok({ ...ANSWER, exit: 0, says: 'a\tb' }))).out).toBe('a\tb');
  });
});

describe('what stands in the way', () => {
  const halt: Halt = { reason: 'preflight', problems: [PROBLEM] };

  test.each([
    ['a setting', refusedWith({ reason: 'refused', problems: [PROBLEM] }), 2],
    ['the surroundings', err(halt), 1],
  ])('%s: exit code and fix, on stderr', async (_name, found, exit) => {
    expect(await answer(found)).toEqual({ exit, out: '', err: 'Error: config.toml:1: no\n  mend it\n' });
  });

  test('is told to a program as well', async () => {
    const refused = await answer(refusedWith({ reason: 'refused', problems: [PROBLEM] }), '--json');
    expect(JSON.parse(refused.out)).toEqual({ type: 'run-refused', exit: 2, problems: [PROBLEM] });
    const halted = await answer(err(halt), '--json', '--exit-codes', 'extended');
    expect(JSON.parse(halted.out)).toMatchObject({ type: 'halted', exit: 20, reason: 'preflight' });
  });
});
