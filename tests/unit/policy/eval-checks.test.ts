import { expect, test } from 'vitest';
import { evalChecks, type Known } from '../../../src/policy/eval-checks.js';
import { projectKinds } from '../../../src/policy/project-kinds.js';

const NONE = { tests: null, lint: null, typing: null, security: null, complexity: null };

/** The commands of a project with these files at its top. */
function commands(
  mode: string,
  files: Record<string, string>,
  more: { project?: object; scripts?: readonly string[] } = {},
) {
  const names = new Set(Object.keys(files));
  const kinds = projectKinds({ names, texts: new Map(Object.entries(files)) }, 'auto');
  const project = { commands: NONE, coverageCommand: null, smokeCommand: null, ...more.project } as Known['project'];
  return evalChecks(mode, { kinds, project, names, scripts: more.scripts ?? [] }).map(
    ({ kind, command }) => `${kind}: ${command}`,
  );
}

const VITEST = {
  'package.json': '{"scripts":{"lint":"x"},"devDependencies":{"vitest":"4","@vitest/coverage-v8":"4"}}',
};
const PYTEST = { 'pyproject.toml': 'pytest\npytest-cov', 'tests/': '' };

test.each([
  ['standard', VITEST, 'npx vitest run'],
  ['smoke', VITEST, 'npx vitest run --bail 1'],
  ['full', VITEST, 'npx vitest run --coverage --coverage.reporter=json-summary'],
  ['smoke', { 'package.json': '{"scripts":{"test":"node --test"}}' }, 'npm test'],
  ['smoke', PYTEST, 'pytest tests/ --tb=short -q -x'],
  ['full', PYTEST, 'pytest tests/ --tb=short -q --cov=. --cov-report=json'],
  ['full', { 'go.mod': '' }, 'go test -coverprofile=coverage.out ./...'],
  ['ci.sh', VITEST, 'bash ci.sh'],
  ['check.py', VITEST, 'python check.py'],
  ['tests/unit', PYTEST, 'pytest tests/unit --tb=short -q'],
  ['test', { 'package.json': '{"scripts":{"test":"x"}}', 'test/': '' }, 'npm test -- test'],
  ['make fast', VITEST, 'make fast'],
])('EV-S54 %s of %j', (mode, files, command) => {
  expect(commands(mode, files as Record<string, string>)[0]).toBe(`tests: ${command}`);
});

test('what is written wins, and has no variants but those that are written', () => {
  const own = { commands: { ...NONE, tests: 'make test' }, coverageCommand: null, smokeCommand: 'make fast' };
  expect(commands('smoke', VITEST, { project: own })[0]).toBe('tests: make fast');
  expect(commands('full', VITEST, { project: own })[0]).toBe('tests: make test');
});

test('EV-S29 the other checks and the scripts follow; one that is a check already is not run twice', () => {
  expect(commands('standard', VITEST, { scripts: ['./e2e', 'npm run lint', './e2e'] })).toEqual([
    'tests: npx vitest run',
    'lint: npm run lint',
    'script: ./e2e',
  ]);
});
