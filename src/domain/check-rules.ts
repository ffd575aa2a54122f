import type { CheckHit, CheckName, HitOf, Spot } from './check.js';
import type { Outcome } from './outcome.js';

/** What an objection of a mechanical check means: the code it is recorded under, its sentence, and the way on. */
export interface CheckRule<H> {
  readonly outcome: Outcome;
  /** The part after `policy:` in `halt_reason` of `state.json`, which scripts know from the original. */
  readonly policyWord: (hit: H) => string;
  readonly say: (hit: H) => string;
  readonly next: (hit: H) => string;
}

type Rules = { readonly [N in CheckName]: CheckRule<HitOf<N>> };

const some = (names: readonly string[]): string => {
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return `${names.slice(0, 3).join(', ')}${more}`;
};
const places = (spots: readonly Spot[]): string => some([...new Set(spots.map((spot) => spot.path))]);
const matched = (spots: readonly Spot[]): string => spots[0]?.matched ?? '';

/** The one table for mechanical checks. Tokens of the sentences are those of cli.md 10.3 (decision S17). */
export const CHECK_RULES: Rules = {
  'tasklist-edit': {
    outcome: 'mechanical_tasklist_edit',
    policyWord: (h) => `no_tasklist_edits:${h.path}`,
    say: (h) => `BLOCKED: Tasklist edits are not allowed (--no-tasklist-edits): ${h.path}`,
    next: (h) => `Put ${h.path} back, or start without --no-tasklist-edits.`,
  },
  'tasklist-scope': {
    outcome: 'mechanical_tasklist_scope',
    policyWord: (h) => `tasklist_scope:${h.titles[0] ?? ''}`,
    say: (h) =>
      `BLOCKED: Tasklist scope violation (tasklist.enforce_single_task): tasks were removed from ${h.path} and are put back: ${some(h.titles)}`,
    next: () => 'Look at what the author wanted; if a task is to go, take it out yourself.',
  },
  files: {
    outcome: 'mechanical_files',
    policyWord: (h) => `max_files_exceeded:${h.count}`,
    say: (h) => `Halted: ${h.count} files changed (policy rule: limits.max_files_per_task (${h.limit}))`,
    next: () => 'Split the task, or raise limits.max_files_per_task in .millstone/policy.toml.',
  },
  loc: {
    outcome: 'mechanical_loc',
    policyWord: (h) => `loc_threshold_exceeded:${h.changed}`,
    // The rule without its file, as scripts look for it.
    say: (h) => `Halted: ${h.changed} lines changed (policy rule: ${h.rule.split(' ')[0]} (${h.limit}))`,
    next: (h) => `Split the task, or raise ${h.rule}.`,
  },
  protected: {
    outcome: 'mechanical_protected',
    policyWord: (h) => `protected_paths:${matched(h.spots)}`,
    say: (h) => `BLOCKED: Protected files changed (policy rule: protected.paths): ${places(h.spots)}`,
    next: () => 'Make this change yourself, or take the path out of protected.paths in .millstone/policy.toml.',
  },
  sensitive: {
    outcome: 'mechanical_sensitive',
    policyWord: (h) => `sensitive_files:${matched(h.spots)}`,
    say: (h) => `WARN: Sensitive files modified (policy rule: sensitive.paths): ${places(h.spots)}`,
    next: () => 'If the file may be committed, change sensitive.paths in .millstone/policy.toml.',
  },
  secret: {
    outcome: 'mechanical_secret',
    policyWord: (h) => `secrets:${matched(h.spots)}`,
    say: (h) => `BLOCKED: The change adds what looks like a ${matched(h.spots)}: ${places(h.spots)}`,
    next: () =>
      'Take it out; if it is real, replace it where it is in use. False alarm: secrets.enabled in .millstone/policy.toml.',
  },
  dangerous: {
    outcome: 'mechanical_dangerous',
    policyWord: (h) => `dangerous_pattern:${matched(h.spots)}`,
    say: (h) =>
      `BLOCKED: Dangerous pattern "${matched(h.spots)}" added (policy rule: dangerous.patterns): ${places(h.spots)}`,
    next: () => 'If the line is meant, change dangerous.patterns or dangerous.paths_ignore in .millstone/policy.toml.',
  },
};

/** The rule of one objection. */
export const checkRule = (hit: CheckHit): CheckRule<CheckHit> => CHECK_RULES[hit.check] as CheckRule<CheckHit>;
