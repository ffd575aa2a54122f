import { COVERAGE_FORMATS } from '../domain/coverage.js';
import { key, retired, section, type ValuesOf } from './key.js';
import { globs, maybe, oneOf, text, textOr, whole } from './kind.js';

const command = (what: string, example: string) =>
  key(text, null, `The command of ${what}; unset: by language.`, null, example);

/** Every key of `.millstone/project.toml`, by section. Source: config.md 4. */
export const PROJECT_KEYS = {
  project: section({
    name: key(text, null, 'Shown when a run begins, and in reports.', null, 'shop'),
    language: key(textOr('auto'), 'auto', 'The language; `auto` or empty: found out.'),
  }),
  tests: section({
    command: command('the tests', 'npm test'),
    timeout: key(whole(0), 1_800, 'Seconds of the longest check command; 0: no limit.'),
    junit: key(text, null, 'A JUnit report that the tests write.', null, 'build/junit.xml'),
    coverage_command: command('the tests with coverage', 'npm test -- --coverage'),
    smoke_command: command('the quick tests', 'npm run smoke'),
  }),
  coverage: section({
    path: key(
      text,
      null,
      'The coverage report that the tests write; unset: where tools put it.',
      null,
      'coverage/lcov.info',
    ),
    format: key(
      maybe(oneOf(COVERAGE_FORMATS)),
      null,
      'The format of the coverage report; unset: found out.',
      null,
      'lcov',
    ),
  }),
  lint: section({ command: command('the linter', 'npm run lint') }),
  typing: section({ command: command('the type check', 'npx tsc --noEmit') }),
  security: section({ command: key(text, null, 'The command of the security check.', null, 'npm audit') }),
  complexity: section({ command: key(text, null, 'The command of the complexity check.', null, 'npx complexity') }),
  sensitive_paths: section({
    patterns: key(maybe(globs), null, 'Globs of sensitive files, where policy.toml lists none.'),
  }),
  tasklist: section({ path: retired('tasklist in config.toml') }),
} as const;

export type ProjectValues = ValuesOf<typeof PROJECT_KEYS>;
