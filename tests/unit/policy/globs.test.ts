import { describe, expect, test } from 'vitest';
import { globs } from '../../../src/policy/globs.js';

const hit = (patterns: readonly string[], path: string, nocase = true) => globs(patterns, { nocase })(path);

describe('globs', () => {
  test.each([
    ['a name anywhere', '.env', 'app/.env'],
    ['a folder of that name', '.env', '.env/local'],
    ['a star within a segment', '*.key', 'certs/server.key'],
    ['a name that begins with a dot', '*.pem', 'a/.pem'],
    ['a path with a slash, whole', '.github/workflows/**', '.github/workflows/a/b.yml'],
    ['a folder with a slash at its end', 'infra/', 'infra/a/b.tf'],
    ['a slash at the beginning, for the top only', '/secrets.txt', 'secrets.txt'],
    ['another case', '*.PEM', 'a/B.pem'],
    ['a name with a newline, by segment', '*.pem', 'a\nb.pem'],
    ['a name with a newline, below a folder', '.github/workflows/**', '.github/workflows/a\nb.yml'],
    ['a name beyond ASCII', '*.key', 'schlüssel-密.key'],
  ])('meets %s', (_name, pattern, path) => {
    expect(hit([pattern], path)).toBe(pattern);
  });

  test.each([
    ['a longer name', '.env', 'src/my.environment.ts'],
    ['PO-S34 a word within a name', 'secret*', 'docs/my-secretary.md'],
    ['a longer extension', '*.key', 'a.keyboard'],
    ['a file of the same name elsewhere', '/secrets.txt', 'docs/secrets.txt'],
    ['a folder of the same name elsewhere', 'infra/', 'docs/infra/a.tf'],
    ['a part of a path', 'workflows/**', '.github/workflows/a.yml'],
    ['an empty glob', '', 'a'],
    ['a lone exclamation mark', '!', 'a'],
  ])('passes by %s', (_name, pattern, path) => {
    expect(hit([pattern], path)).toBeNull();
  });

  test('minds the case when told to', () => {
    expect(hit(['Cargo.lock'], 'cargo.lock', false)).toBeNull();
    expect(hit(['Cargo.lock'], 'a/Cargo.lock', false)).toBe('Cargo.lock');
  });

  test('names the first glob of several', () => {
    expect(hit(['*.pem', 'a.*'], 'a.pem')).toBe('*.pem');
  });

  test.each([
    ['the same name', ['.env.*', '!.env.example'], '.env.example', null],
    ['whatever the order', ['!.env.example', '.env.*'], 'a/.env.example', null],
    ['only that name', ['.env.*', '!.env.example'], '.env.local', '.env.*'],
    ['a file in a folder that is met', ['tests', '!fixtures'], 'tests/fixtures/a.sh', null],
    ['not what is deeper than the spared folder', ['.env', '!.env.example'], '.env.example/.env', '.env'],
    ['by whole path', ['*.key', '!docs/**'], 'docs/a.key', null],
  ])('takes back %s', (_name, patterns, path, expected) => {
    expect(hit(patterns, path)).toBe(expected);
  });
});
