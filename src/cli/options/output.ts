import { choice, flag, setting } from './flag.js';

/** What is shown, and to whom. */
export const OUTPUT_FLAGS = {
  verbose: flag('-v, --verbose', "show the agents' words", { key: 'log_verbosity' }),
  fullDiff: setting(flag('--full-diff', 'keep whole diffs in the events of the run log', { key: 'log_diff_mode' })),
  quiet: flag('--quiet', 'show only the result, halts and errors'),
  json: flag('--json', 'events as JSON lines on stdout, a report as one object; words for people go to stderr'),
  exitCodes: choice('--exit-codes <kind>', 'extended: each family of halts has its own', ['standard', 'extended']),
};
