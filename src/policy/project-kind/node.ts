import type { Markers } from '../../domain/project.js';
import { type PackageJson, readPackageJson } from '../../formats/package-json.js';
import type { Commands, ProjectKind } from './project-kind.js';

type Manager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** Files by which a package manager locks versions. */
const LOCKS: Readonly<Record<string, Manager>> = {
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'bun.lockb': 'bun',
  'package-lock.json': 'npm',
  'npm-shrinkwrap.json': 'npm',
};

/** How each manager starts a tool of the project. What is not installed is never fetched for it. */
const EXEC: Readonly<Record<Manager, string>> = {
  npm: 'npx',
  pnpm: 'pnpm exec',
  yarn: 'yarn run',
  bun: 'bunx --no-install',
};

/** What `npm init` writes where there are no tests. */
const NO_TESTS = /no test specified/;
/** Without `run`, vitest waits for changes as soon as somebody watches. */
const WATCHES = /^vitest(?!\s+(?:run|related|list|bench)\b)(?!.*--run\b)(?:\s|$)/;
/** Names that a type check goes by. */
const TYPING = ['typecheck', 'type-check', 'check-types', 'check:types', 'types', 'tsc'];
/** Runners of tests with what they need to run once, in the order they are looked for. */
const RUNNERS = [
  ['vitest', 'vitest run'],
  ['jest', 'jest'],
  ['mocha', 'mocha'],
  ['ava', 'ava'],
] as const;

/** A project with a `package.json`; null without one. */
export function nodeProject({ names, texts }: Markers): ProjectKind | null {
  if (!names.has('package.json')) return null;
  const pkg = readPackageJson(texts.get('package.json') ?? '');
  const manager = managerOf(pkg, names);
  const exec = (tool: string): string => `${EXEC[manager]} ${tool}`;
  const script = (name: string): string => `${manager} run ${name}`;

  const commands: { -readonly [K in keyof Commands]: Commands[K] } = {};
  const tests = testsOf(pkg, names, manager, exec);
  if (tests !== null) commands.tests = tests;
  Object.assign(commands, variants(pkg, exec));
  if (pkg.scripts.has('lint')) commands.lint = script('lint');
  const typing = TYPING.find((name) => pkg.scripts.has(name));
  if (typing !== undefined) commands.typing = script(typing);
  else if (names.has('tsconfig.json')) commands.typing = exec('tsc --noEmit');
  return { language: 'node', manager, commands };
}

function managerOf({ manager }: PackageJson, names: ReadonlySet<string>): Manager {
  if (manager in EXEC) return manager as Manager;
  const lock = Object.keys(LOCKS).find((name) => names.has(name));
  return (lock === undefined ? undefined : LOCKS[lock]) ?? 'npm';
}

/** The runner itself, since a script may end in anything. Nothing where there is none that is known. */
function variants({ dependencies }: PackageJson, exec: (tool: string) => string): Pick<Commands, 'smoke' | 'coverage'> {
  if (dependencies.has('vitest')) {
    const smoke = exec('vitest run --bail 1');
    if (![...dependencies].some((name) => name.startsWith('@vitest/coverage-'))) return { smoke };
    return { smoke, coverage: exec('vitest run --coverage --coverage.reporter=json-summary') };
  }
  if (dependencies.has('jest'))
    return { smoke: exec('jest --bail'), coverage: exec('jest --coverage --coverageReporters=json-summary') };
  return dependencies.has('mocha') ? { smoke: exec('mocha --bail') } : {};
}

function testsOf(
  { scripts, dependencies }: PackageJson,
  names: ReadonlySet<string>,
  manager: Manager,
  exec: (tool: string) => string,
): string | null {
  const script = scripts.get('test')?.trim() ?? '';
  if (WATCHES.test(script)) return exec('vitest run');
  // `bun test` is bun's own runner and would pass the script by.
  if (script !== '' && !NO_TESTS.test(script)) return manager === 'bun' ? 'bun run test' : `${manager} test`;
  const runner = RUNNERS.find(([name]) => dependencies.has(name));
  if (runner !== undefined) return exec(runner[1]);
  const files = [...names].some((name) => name === 'test/' || /\.test\.[cm]?[jt]s$/.test(name));
  if (!files) return null;
  return manager === 'bun' ? 'bun test' : 'node --test';
}
