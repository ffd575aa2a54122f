import { describe, expect, test } from 'vitest';
import { secretIn } from '../../../../src/policy/checks/secret.js';

/** Put together here, so that no scanner takes this file for a leak. */
const key = (...parts: readonly string[]): string => parts.join('');
const word = (length: number): string => 'a1B2c3D4e5F6g7H8'.repeat(10).slice(0, length);

describe('secretIn', () => {
  test.each([
    ['PO-S35 private key', key('-----BEGIN ', 'PRIVATE KEY-----')],
    ['private key', key('-----BEGIN RSA ', 'PRIVATE KEY-----')],
    ['private key', key('"-----BEGIN OPENSSH ', 'PRIVATE KEY-----\\n"')],
    ['private key', key('-----BEGIN PGP ', 'PRIVATE KEY BLOCK-----')],
    ['AWS access key', key('id = AK', 'IA', 'Z7QK2MWNR4TVXB6P')],
    ['GitHub token', key('gh', 'p_', word(36))],
    ['GitHub token', key('github', '_pat_', word(60))],
    ['Anthropic key', key('sk-', 'ant-api03-', word(40))],
    ['OpenAI key', key('sk-', word(48))],
    ['OpenAI key', key('sk-', 'proj-', word(30), '_-', word(30))],
    ['Slack token', key('xox', 'b-', '12345-', word(24))],
    ['Google API key', key('AI', 'za', word(34), '-')],
    ['JSON web token', key('Bearer ey', 'J', word(20), '.ey', 'J', word(40), '.', word(30))],
  ])('tells a %s', (kind, line) => {
    expect(secretIn(`x ${line}`)).toBe(kind.replace('PO-S35 ', ''));
  });

  test.each([
    ['a public key', '-----BEGIN PUBLIC KEY-----'],
    ['a certificate', '-----BEGIN CERTIFICATE-----'],
    ['the example of a vendor', key('AK', 'IAIOSFODNN7', 'EXAMPLE')],
    ['a row of one letter', key('gh', 'p_', 'x'.repeat(36))],
    ['a name that only begins like a key', 'sk-spinner-with-a-rather-long-class-name'],
    ['a word that ends like one', key('task-', word(48))],
    ['a hash', word(64)],
    ['a short token', key('gh', 'p_', word(10))],
  ])('lets pass %s', (_name, line) => {
    expect(secretIn(line)).toBeNull();
  });

  test('an example does not hide a real key beside it', () => {
    const example = key('AK', 'IAIOSFODNN7', 'EXAMPLE');
    expect(secretIn(`${example}, ${key('AK', 'IAZ7QK2MWNR4TVXB6P')}`)).toBe('AWS access key');
  });

  test('gives the same answer twice', () => {
    const line = key('AK', 'IAZ7QK2MWNR4TVXB6P');
    expect([secretIn(line), secretIn(line)]).toEqual(['AWS access key', 'AWS access key']);
  });
});
