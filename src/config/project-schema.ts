import { globs, key, retired, section, text, textOr, type ValuesOf, whole } from './key.js';

const command = (what: string) => key(text, null, `The command of ${what}; unset: by language.`);

/** Every key of `.millstone/project.toml`, by section. Source: config.md 4. */
export const PROJECT_KEYS = {
  project: section({
    name: key(text, null, 'Shown in the header and in reports.'),
    language: key(textOr('auto'), 'auto', 'The language; `auto` or empty: found out.'),
  }),
  tests: section({
    command: command('the tests'),
    coverage_command: command('the tests with coverage'),
    smoke_command: command('the quick tests'),
    timeout: key(whole(0), 1_800, 'Seconds of the longest check.'),
    junit: key(text, null, 'A JUnit report that the tests write.'),
  }),
  coverage: section({ path: key(text, null, 'A coverage report.'), format: key(text, null, 'Its format.') }),
  lint: section({ command: command('the linter') }),
  typing: section({ command: command('the type check') }),
  security: section({ command: command('the security check') }),
  complexity: section({ command: command('the complexity check') }),
  sensitive_paths: section({ patterns: key(globs.nullable(), null, 'Sensitive files, where the policy lists none.') }),
  tasklist: section({ path: retired('tasklist in config.toml') }),
} as const;

export type ProjectValues = ValuesOf<typeof PROJECT_KEYS>;
