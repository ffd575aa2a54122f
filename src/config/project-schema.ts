import { key, text, texts, type ValuesOf, whole } from './key.js';

const command = (what: string) => key(text, null, `The command of ${what}; unset: by language.`);

/** Every key of `.millstone/project.toml`, by section. Source: config.md 4. */
export const PROJECT_KEYS = {
  project: {
    name: key(text, null, 'Shown in the header and in reports.'),
    language: key(text, null, 'The language; unset or `auto`: found out.'),
  },
  tests: {
    command: command('the tests'),
    coverage_command: command('the tests with coverage'),
    smoke_command: command('the quick tests'),
    timeout: key(whole(0), 1_800, 'Seconds of the longest check.'),
    junit: key(text, null, 'A JUnit report that the tests write.'),
  },
  coverage: { path: key(text, null, 'A coverage report.'), format: key(text, null, 'Its format.') },
  lint: { command: command('the linter') },
  typing: { command: command('the type check') },
  security: { command: command('the security check') },
  complexity: { command: command('the complexity check') },
  sensitive_paths: { patterns: key(texts.nullable(), null, 'Sensitive files, where the policy lists none.') },
  tasklist: {},
} as const;

export type ProjectValues = { readonly [S in keyof typeof PROJECT_KEYS]: ValuesOf<(typeof PROJECT_KEYS)[S]> };

/** Keys whose mechanism is gone, as `section.key`. */
export const PROJECT_RETIRED: Readonly<Record<string, string | null>> = { 'tasklist.path': 'tasklist in config.toml' };
