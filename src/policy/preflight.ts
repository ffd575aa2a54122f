import type { AgentId } from '../domain/agent.js';
import type { Problem } from '../domain/halt.js';
import { permits, type Tier } from '../domain/tier.js';

/** What was found out about the surroundings of a run before it begins. */
export interface Surroundings {
  /** Paths with uncommitted changes that are no artifacts. */
  readonly dirty: readonly string[];
  /** Submodules with uncommitted changes inside. */
  readonly inside?: readonly { readonly path: string; readonly files: readonly string[] }[];
  readonly allowDirty: boolean;
  /** Whether an earlier run is unfinished. */
  readonly unfinished?: boolean;
  /** What git is in the middle of, in git's word for it. */
  readonly operation: 'merge' | 'rebase' | 'cherry-pick' | 'revert' | 'bisect' | null;
  /** Agents that the run needs and that are not installed, with the way to install them. */
  readonly missing: readonly { readonly cli: AgentId; readonly install: string }[];
  /** The mode of work, and what is to be done in it; missing for what only reads. */
  readonly profile?: { readonly id: string; readonly tier: Tier; readonly needed: Tier };
}

/** Files that the message about a dirty tree names. */
const NAMED = 10;

const SET_ASIDE = 'commit or stash them (git stash -u), or start with --allow-dirty: then they stay out of the commit';
const CONTINUE =
  'an earlier run is unfinished: millstone --continue goes on with it, millstone --continue --abort gives it up';

/** Everything that must be set right before a task may begin; empty when nothing stands in the way. */
export function preflight({
  dirty,
  inside = [],
  allowDirty,
  unfinished = false,
  operation,
  missing,
  profile,
}: Surroundings): readonly Problem[] {
  return [
    ...(profile === undefined || permits(profile.tier, profile.needed) ? [] : [beyond(profile)]),
    ...missing.map(({ cli, install }) => ({ what: `the agent ${cli} was not found on PATH`, fix: install })),
    ...(operation === null ? [] : [underWay(operation)]),
    // During a merge the tree is dirty because of it.
    ...(operation !== null || allowDirty || dirty.length === 0 ? [] : [uncommitted(dirty, unfinished)]),
    ...(operation !== null || allowDirty ? [] : inside.map(uncommittedInside)),
  ];
}

const beyond = ({ id, tier, needed }: NonNullable<Surroundings['profile']>): Problem => ({
  what: `the profile ${id} may do no more than ${tier}, and this takes ${needed}`,
  fix: `raise capability_tier in .millstone/profiles/${id}.toml, or name another profile in config.toml`,
});

function underWay(operation: NonNullable<Surroundings['operation']>): Problem {
  const abort = operation === 'bisect' ? 'git bisect reset' : `git ${operation} --abort`;
  const fix =
    operation === 'bisect' ? `end it: ${abort}` : `finish it (git ${operation} --continue) or give it up (${abort})`;
  return { what: `a ${operation} is under way in this repository`, fix };
}

function uncommittedInside({ path, files }: NonNullable<Surroundings['inside']>[number]): Problem {
  const shown = JSON.stringify(path).slice(1, -1);
  return {
    what: `there are uncommitted changes inside the submodule ${shown}: ${namesOf(files)}`,
    fix: `commit or stash them there (git -C ${inShell(path)} stash -u), or start with --allow-dirty: then they stay as they are`,
  };
}

/** A path as it is typed in a shell. */
const inShell = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);

function uncommitted(dirty: readonly string[], unfinished: boolean): Problem {
  return {
    what: `there are uncommitted changes in ${dirty.length} ${dirty.length === 1 ? 'file' : 'files'}: ${namesOf(dirty)}`,
    fix: unfinished ? `${CONTINUE}\n${SET_ASIDE}` : SET_ASIDE,
  };
}

function namesOf(files: readonly string[]): string {
  const more = files.length > NAMED ? ` and ${files.length - NAMED} more` : '';
  return `${files
    .slice(0, NAMED)
    .map((path) => JSON.stringify(path).slice(1, -1))
    .join(', ')}${more}`;
}
