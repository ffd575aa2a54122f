import { MODES } from './modes.js';
import { FLAGS, type FlagName, OFF, type Typed } from './options/all.js';
import { longName } from './options/flag.js';
import type { Kind } from './request.js';

type Pair = readonly [FlagName, FlagName, string];

/** Two flags that cannot be meant together, and why. Two modes need a row only when there is more to say. */
export const PAIRS: readonly Pair[] = [
  ['quiet', 'verbose', 'they ask for opposite things'],
  ['autoModel', 'model', 'the one leaves the model to rules, the other names it'],
  ['compact', 'task', 'what is compacted is a tasklist'],
  ['continue', 'task', 'a continued run has its task already'],
  ['evalOnTask', 'research', 'a research changes nothing that could be evaluated'],
  ['evalOnCommit', 'research', 'a research commits nothing that could be evaluated'],
  ['complete', 'through', 'both say how far it goes on'],
  ['worktrees', 'research', 'research changes nothing, so that nothing has to land'],
  ['dryRun', 'probe', 'the one asks no agent, the other asks every one'],
];

/** A setting, and the flag that switches it off. */
const opposites = Object.entries(OFF).map(([off, on]) => [on, off, 'they ask for opposite things'] as Pair);

/** What is wrong with flags that are each right by themselves; null when nothing is. Source: cli.md 3. */
export function refusal(typed: Typed): string | null {
  const given = (name: FlagName): boolean => typed[name] !== undefined;
  const pair = [...PAIRS, ...opposites].find(([one, other]) => given(one) && given(other));
  if (pair !== undefined) return `${named(pair[0])} and ${named(pair[1])}: ${pair[2]}`;
  const [first, second] = modesOf(typed).flatMap((kind) => MODES[kind].flag ?? []);
  if (first !== undefined && second !== undefined)
    return `${named(first)} and ${named(second)}: one of them at a time, each is a piece of work of its own`;
  const [kind] = modesOf(typed);
  if (kind === 'plan' && typed.through === 'design')
    return `${named('plan')} and ${named('through')} design: planning begins behind the design`;
  const ends = typed.complete !== true && typed.through !== 'execute';
  if (typed.worktrees === true && ends && (kind === 'analyze' || kind === 'design' || kind === 'plan'))
    return `${named('worktrees')} and ${named(kind)}: nothing is executed; add ${named('complete')}, or ${named('through')} execute`;
  for (const name of Object.keys(typed) as FlagName[]) {
    const { only } = FLAGS[name];
    if (only === null || (kind !== undefined && only.modes.includes(kind))) continue;
    const place = `only goes with ${only.modes.map(called).join(' or ')}: ${only.why}`;
    const mode = kind === undefined ? null : MODES[kind].flag;
    return mode === null ? `${named(name)} ${place}` : `${named(name)} and ${named(mode)}: the first ${place}`;
  }
  return null;
}

/** The kinds of work that were asked for; the one without a flag when no other was, if there is such a one. */
export function modesOf(typed: Typed): readonly Kind[] {
  const kinds = Object.keys(MODES) as Kind[];
  const asked = kinds.filter((kind) => {
    const { flag } = MODES[kind];
    return flag !== null && typed[flag] !== undefined;
  });
  return asked.length > 0 ? asked : kinds.filter((kind) => MODES[kind].flag === null);
}

const named = (name: FlagName): string => longName(FLAGS[name]);

function called(kind: Kind): string {
  const { flag } = MODES[kind];
  return flag === null ? 'a run of the tasklist' : named(flag);
}
