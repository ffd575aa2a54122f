import * as z from 'zod';
import { SEVERITIES, type Severity } from '../domain/verdict.js';
import { key, section, type ValuesOf, waiting } from './key.js';
import { globs, listOf, maybe, oneOf, patterns, share, texts, whole, yesNo } from './kind.js';

/** Files that package managers write; nobody reviews them line by line. Source: inner-loop.md 6. */
const LOCK_FILES = [
  'package-lock.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'uv.lock',
  'poetry.lock',
  'Cargo.lock',
  'go.sum',
];

/** Names of files that hold secrets. Source: config.md 3. */
export const SENSITIVE = [
  '.env',
  '.env.*',
  '!.env.example',
  '!.env.sample',
  '!.env.template',
  '*.pem',
  '*.key',
  'credentials.*',
  'secrets.*',
];

/** Every key of `.millstone/policy.toml`, by section. Source: config.md 3, policy.md 5.1. */
export const POLICY_KEYS = {
  limits: section({
    max_loc_per_task: key(whole(0), 2_000, 'Changed lines a task may have.'),
    loc_exclude: key(globs, LOCK_FILES, 'Globs of files whose lines do not count.'),
    max_cycles: key(maybe(whole(1)), null, 'Upper bound of the cycles of any task.', null, 6),
    max_files_per_task: key(whole(0), 0, 'Files a task may change; 0 is any number.'),
  }),
  sensitive: section({
    enabled: key(yesNo, true, 'Whether names of files that hold secrets halt a task.'),
    paths: key(globs, SENSITIVE, 'Globs of such files.'),
    require_approval: key(yesNo, true, 'Halt; false only mentions them.'),
  }),
  secrets: section({ enabled: key(yesNo, true, 'Whether added lines are searched for keys and tokens.') }),
  dangerous: section({
    patterns: key(
      patterns,
      ['rm -rf', 'DROP TABLE', 'force push', 'git push --force', 'DELETE FROM.*WHERE 1', 'truncate table'],
      'Regular expressions that no added line may match; case does not matter.',
    ),
    paths_ignore: key(
      globs,
      ['*.md', 'test', 'tests', '__tests__', 'spec'],
      'Globs of files, or names of folders, where they may.',
    ),
    block: key(yesNo, true, 'Halt; false only mentions them.'),
  }),
  protected: section({
    paths: key(
      globs,
      ['.git/**', '.millstone/config.toml', '.millstone/policy.toml', '.github/workflows/**'],
      'Globs of files that agents may not change.',
    ),
  }),
  review: section({
    block_on: key(
      listOf(z.enum(SEVERITIES), `a list of ${SEVERITIES.join(', ')}`, 'critical'),
      ['critical'] as Severity[],
      'Severities that turn an approval into a request for changes.',
    ),
  }),
  tasklist: section({ enforce_single_task: key(yesNo, true, 'Undo ticks of other tasks.') }),
  eval: section({
    max_regression: key(share, 0.05, 'Drop of the composite score that a gate allows.'),
    allow_no_tests: key(yesNo, false, 'Whether a gate passes when no test was run.'),
    min_composite_score: key(share, 0, 'Composite score that evaluations and gates ask for; 0: none.'),
  }),
  effects: section({
    ...waiting('remote trackers', {
      allow: key(
        maybe(texts),
        null,
        'Classes of remote effects that are permitted; unset: `transactional` with a remote tracker.',
        null,
        ['transactional'],
      ),
      remote_writes: key(oneOf(['allow', 'ask', 'deny']), 'allow', 'Whether remote trackers are written to.'),
      max_per_run: key(whole(0), 50, 'Remote writes of a run.'),
      allow_delete: key(yesNo, false, 'Whether a rollback may delete remote records.'),
      approval: key(oneOf(['tty', 'file', 'deny']), 'tty', 'How a person approves.'),
    }),
  }),
} as const;

export type PolicyValues = ValuesOf<typeof POLICY_KEYS>;
