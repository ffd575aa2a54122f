import { describe, expect, test } from 'vitest';
import { nodeProject } from '../../../../src/policy/project-kind/node.js';
import { markers } from '../markers.js';

const project = (pkg: object, files: Readonly<Record<string, string>> = {}) =>
  nodeProject(markers({ 'package.json': JSON.stringify(pkg), ...files }));
const tests = (pkg: object, files: Readonly<Record<string, string>> = {}) => project(pkg, files)?.commands.tests;

describe('nodeProject', () => {
  test.each([
    [{ 'package-lock.json': '' }, 'npm'],
    [{ 'pnpm-lock.yaml': '' }, 'pnpm'],
    [{ 'yarn.lock': '' }, 'yarn'],
    [{ 'bun.lockb': '' }, 'bun'],
    [{}, 'npm'],
  ])('%j is of %s', (files, manager) => {
    expect(project({}, files)?.manager).toBe(manager);
  });

  test('the manager that package.json names wins over a lock file that was left behind', () => {
    expect(project({ packageManager: 'pnpm@9.1.0' }, { 'package-lock.json': '' })?.manager).toBe('pnpm');
  });

  test.each([
    ['CLI-S23 vitest that would watch is run once', { scripts: { test: 'vitest' } }, {}, 'npx vitest run'],
    ['CLI-S23 jest goes by its script', { scripts: { test: 'jest' } }, {}, 'npm test'],
    ['CLI-S23 so does anything else', { scripts: { test: 'node check.js' } }, {}, 'npm test'],
    ['vitest that runs once needs nothing', { scripts: { test: 'vitest run --coverage' } }, {}, 'npm test'],
    ['vitest with --run as well', { scripts: { test: 'vitest --run' } }, {}, 'npm test'],
    ['a script of pnpm', { scripts: { test: 'x' } }, { 'pnpm-lock.yaml': '' }, 'pnpm test'],
    ['a script of yarn', { scripts: { test: 'x' } }, { 'yarn.lock': '' }, 'yarn test'],
    [
      'a script of bun, which has a runner of that name',
      { scripts: { test: 'x' } },
      { 'bun.lock': '' },
      'bun run test',
    ],
    ['CLI-S23 vitest without a script', { devDependencies: { vitest: '1' } }, {}, 'npx vitest run'],
    ['jest without a script', { devDependencies: { jest: '1' } }, { 'pnpm-lock.yaml': '' }, 'pnpm exec jest'],
    ['mocha without a script', { devDependencies: { mocha: '1' } }, { 'yarn.lock': '' }, 'yarn run mocha'],
    ['tests of node itself', {}, { 'test/': '' }, 'node --test'],
    ['tests of node beside the code', {}, { 'sum.test.mjs': '' }, 'node --test'],
    ['tests of bun itself', {}, { 'sum.test.ts': '', 'bun.lock': '' }, 'bun test'],
    ['a project without tests', {}, {}, undefined],
    [
      'the script that npm init writes',
      { scripts: { test: 'echo "Error: no test specified" && exit 1' } },
      {},
      undefined,
    ],
  ])('%s', (_name, pkg, files, command) => {
    expect(tests(pkg, files)).toBe(command);
  });

  test('lint and typing only where there is a script or a tsconfig', () => {
    expect(project({})?.commands).toEqual({});
    expect(project({ scripts: { lint: 'x', 'type-check': 'y' } })?.commands).toEqual({
      lint: 'npm run lint',
      typing: 'npm run type-check',
    });
    expect(project({}, { 'tsconfig.json': '', 'pnpm-lock.yaml': '' })?.commands).toEqual({
      typing: 'pnpm exec tsc --noEmit',
    });
  });

  test.each(['{', '[]', 'null', '{"scripts": 3}', '{"scripts": {"test": 3}, "packageManager": []}'])(
    'a package.json that is none is a project without checks: %s',
    (text) => {
      expect(nodeProject(markers({ 'package.json': text }))).toEqual({
        language: 'node',
        manager: 'npm',
        commands: {},
      });
    },
  );
});
