import { describe, expect, test } from 'vitest';
import { claude } from '../../../src/adapters/agents/claude.js';
import { ROLES, type Role } from '../../../src/domain/role.js';
import { request, SUBJECTS, TERMS } from './adapters.js';

const SCHEMA = { type: 'object', properties: { status: { enum: ['OK', 'HALT'] } }, required: ['status'] };
/** More than the system lets into one argument, in bytes though not in characters. */
const BIG_SCHEMA = { type: 'object', description: '語'.repeat(60_000) };

/** What follows a flag. */
const given = (args: readonly string[], flag: string): string | undefined =>
  args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined;

describe.each(SUBJECTS)('the command of $name', ({ adapter, takesSchema }) => {
  test.each(ROLES)('AG-S1, AG-S9 gives %s its prompt on stdin and never as an argument', (role) => {
    const prompt = 'A secret task.\nWith --two lines.\n';
    const command = adapter.command(request({ role, prompt }), null, TERMS);
    expect(command.stdin).toBe(prompt);
    expect(command.args.join(' ')).not.toContain('secret');
  });

  test('AG-S57 gives a prompt of 300 KiB whole', () => {
    const prompt = 'x'.repeat(300 * 1024);
    const command = adapter.command(request({ prompt }), 'some-model', TERMS);
    expect(command.stdin).toBe(prompt);
    expect(Math.max(...command.args.map((arg) => Buffer.byteLength(arg)))).toBeLessThan(1_000);
  });

  test('AG-S3 hands a schema over, or asks for it in the prompt', () => {
    const { args, stdin, schemaText } = adapter.command(request({ role: 'reviewer', schema: SCHEMA }), null, TERMS);
    const text = JSON.stringify(SCHEMA);
    expect(args.includes(text)).toBe(takesSchema === 'inline');
    expect([schemaText === text, args.includes(TERMS.schemaFile)]).toEqual(Array(2).fill(takesSchema === 'file'));
    expect(stdin.startsWith(request().prompt)).toBe(true);
    expect(stdin.includes(text)).toBe(takesSchema === 'words');
  });

  test('asks for a schema that fits no argument in the prompt', () => {
    const { args, stdin, schemaText } = adapter.command(request({ role: 'reviewer', schema: BIG_SCHEMA }), null, TERMS);
    expect(args).not.toContain('--json-schema');
    expect(Math.max(...args.map((arg) => Buffer.byteLength(arg)))).toBeLessThan(1_000);
    expect(schemaText ?? stdin).toContain(JSON.stringify(BIG_SCHEMA));
  });
});

describe('the command of claude', () => {
  const args = (role: Role, conversation: string | null = null, model: string | null = null) =>
    claude.command(request({ role, conversation }), model, TERMS).args;

  test('asks for events, with the tokens of running messages', () => {
    expect(args('author')).toEqual([
      '-p',
      '--output-format',
      'stream-json',
      '--verbose',
      '--include-partial-messages',
      '--dangerously-skip-permissions',
    ]);
  });

  test('AG-S2 names the model only when one is given, and goes on with a conversation', () => {
    expect(args('author')).not.toContain('--model');
    expect(args('author')).not.toContain('--resume');
    expect(given(args('author', 'c1', 'opus'), '--model')).toBe('opus');
    expect(given(args('author', 'c1', 'opus'), '--resume')).toBe('c1');
  });

  test.each(['reviewer', 'sanity'] as const)(
    'L3: gives %s no way around permissions and no tool that writes',
    (role) => {
      const all = args(role, 'c1', 'opus');
      expect(all).not.toContain('--dangerously-skip-permissions');
      expect(all).not.toContain('bypassPermissions');
      expect(given(all, '--permission-mode')).toBe('dontAsk');
      const denied = given(all, '--disallowedTools')?.split(',') ?? [];
      expect(denied).toEqual(expect.arrayContaining(['Edit', 'Write', 'NotebookEdit']));
      // The list of tools takes every word that follows: a flag has to end it.
      const next = all[all.indexOf('--disallowedTools') + 2];
      expect(next).toMatch(/^--/);
    },
  );

  test('L3: resumes a reader as restricted as it began', () => {
    expect(args('reviewer', 'c1').filter((arg) => !['--resume', 'c1'].includes(arg))).toEqual(args('reviewer'));
  });
});
