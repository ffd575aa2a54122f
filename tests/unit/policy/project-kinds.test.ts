import { describe, expect, test } from 'vitest';
import { checksOf, projectKinds } from '../../../src/policy/project-kinds.js';
import { markers } from './markers.js';

const kinds = (files: Readonly<Record<string, string>>, language = 'auto') => projectKinds(markers(files), language);
const NOTHING = { tests: null, lint: null, typing: null, security: null, complexity: null };

describe('projectKinds', () => {
  test.each([
    ['pyproject.toml', 'python'],
    ['setup.py', 'python'],
    ['requirements.txt', 'python'],
    ['solver.py', 'python'],
    ['package.json', 'node'],
    ['go.mod', 'go'],
    ['Cargo.toml', 'rust'],
    ['pom.xml', 'java'],
    ['build.gradle.kts', 'java'],
    ['Gemfile', 'ruby'],
    ['Shop.sln', 'dotnet'],
    ['Shop.csproj', 'dotnet'],
  ])('CFG-S28 EV-S54 %s is the sign of %s', (name, language) => {
    expect(kinds({ [name]: '' }).map((kind) => kind.language)).toEqual([language]);
  });

  test('CFG-S28 nothing known is no project', () => {
    expect(kinds({ 'README.md': '', 'src/': '' })).toEqual([]);
  });

  test('CLI-D14 a server and its front end are both found', () => {
    const found = kinds({ 'pyproject.toml': '', 'package.json': '{}' });
    expect(found.map(({ language }) => language)).toEqual(['python', 'node']);
  });

  test('project.language limits them to one, by any of its names', () => {
    const both = { 'pyproject.toml': '', 'package.json': '{}' };
    expect(kinds(both, 'TypeScript').map(({ language }) => language)).toEqual(['node']);
    expect(kinds(both, 'cobol')).toEqual([]);
  });
});

describe('checksOf', () => {
  const found = kinds({
    'package.json': JSON.stringify({ scripts: { test: 'node t.js', lint: 'eslint .' } }),
    'tsconfig.json': '',
  });

  test('without anything written, everything found is run: tests, lint, typing', () => {
    expect(checksOf(found, NOTHING)).toEqual([
      { kind: 'tests', command: 'npm test' },
      { kind: 'lint', command: 'npm run lint' },
      { kind: 'typing', command: 'npx tsc --noEmit' },
    ]);
  });

  test('CFG-S29 EV-S54 what is written wins, the rest is filled by language', () => {
    const checks = checksOf(found, { ...NOTHING, tests: 'make check', security: 'npm audit' });
    expect(checks.map(({ command }) => command)).toEqual([
      'make check',
      'npm run lint',
      'npx tsc --noEmit',
      'npm audit',
    ]);
  });

  test('CFG-D10 no project and nothing written are no checks, never pytest', () => {
    expect(checksOf([], NOTHING)).toEqual([]);
  });

  test('two projects have their tests run one after the other', () => {
    const both = kinds({
      'go.mod': '',
      'package.json': JSON.stringify({ scripts: { test: 'node t.js' } }),
    });
    expect(checksOf(both, NOTHING).map(({ command }) => command)).toEqual(['npm test', 'go test ./...']);
  });
});
