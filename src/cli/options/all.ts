import type { RunFlags } from '../../domain/run-plan.js';
import { AGENT_FLAGS } from './agents.js';
import { EVAL_FLAGS } from './evals.js';
import type { Flag, Flags } from './flag.js';
import { LIMIT_FLAGS } from './limits.js';
import { MODE_FLAGS } from './modes.js';
import { OUTPUT_FLAGS } from './output.js';
import { REPOSITORY_FLAGS } from './repository.js';
import { WORKTREE_FLAGS } from './worktrees.js';

const ALL = {
  ...MODE_FLAGS,
  ...REPOSITORY_FLAGS,
  ...LIMIT_FLAGS,
  ...EVAL_FLAGS,
  ...WORKTREE_FLAGS,
  ...AGENT_FLAGS,
  ...OUTPUT_FLAGS,
};

/** Every flag by name. */
export const FLAGS: { readonly [N in FlagName]: Flag } = ALL;

export type FlagName = keyof typeof ALL;

/** Every flag under the headings of the help, in their order. */
export const GROUPS: readonly { readonly title: string; readonly flags: Flags }[] = [
  { title: 'What to do, one of:', flags: MODE_FLAGS },
  { title: 'Repository:', flags: REPOSITORY_FLAGS },
  { title: 'Limits:', flags: LIMIT_FLAGS },
  { title: 'Evaluations:', flags: EVAL_FLAGS },
  { title: 'Tasks at once:', flags: WORKTREE_FLAGS },
  { title: 'Agents:', flags: AGENT_FLAGS },
  { title: 'Output:', flags: OUTPUT_FLAGS },
];

/** What was typed, read and checked one by one, before anything is decided; what was not typed is left out. */
export type Typed = { readonly [N in FlagName]?: (typeof ALL)[N] extends Flag<infer T> ? T : never };

/** Flags that switch a setting off which another one switches on. */
export const OFF: Readonly<Record<string, keyof RunFlags>> = {
  noEvalOnCommit: 'evalOnCommit',
  noAutoRollback: 'autoRollback',
  noWorktrees: 'worktrees',
};

/** The settings of a run among what was typed. */
export function settingsOf(typed: Typed): RunFlags {
  const all: Pick<Typed, keyof RunFlags> = typed;
  const settings = Object.entries(all).filter(([name]) => FLAGS[name as FlagName].setting);
  return Object.fromEntries(settings.map(([name, is]) => (OFF[name] === undefined ? [name, is] : [OFF[name], false])));
}
