import type { AgentId } from '../domain/agent.js';
import type { Problem } from '../domain/halt.js';

/** What was found out about the surroundings of a run before it begins. */
export interface Surroundings {
  /** Paths with uncommitted changes that are no artifacts. */
  readonly dirty: readonly string[];
  readonly allowDirty: boolean;
  /** What git is in the middle of, in git's word for it. */
  readonly operation: 'merge' | 'rebase' | 'cherry-pick' | 'revert' | 'bisect' | null;
  /** Agents that the run needs and that are not installed, with the way to install them. */
  readonly missing: readonly { readonly cli: AgentId; readonly install: string }[];
}

/** Files that the message about a dirty tree names. */
const NAMED = 10;

/** Everything that must be set right before a task may begin; empty when nothing stands in the way. */
export function preflight({ dirty, allowDirty, operation, missing }: Surroundings): readonly Problem[] {
  return [
    ...missing.map(({ cli, install }) => ({ what: `the agent ${cli} was not found on PATH`, fix: install })),
    ...(operation === null ? [] : [underWay(operation)]),
    // During a merge the tree is dirty because of it.
    ...(operation !== null || allowDirty || dirty.length === 0 ? [] : [uncommitted(dirty)]),
  ];
}

function underWay(operation: NonNullable<Surroundings['operation']>): Problem {
  const abort = operation === 'bisect' ? 'git bisect reset' : `git ${operation} --abort`;
  const fix =
    operation === 'bisect' ? `end it: ${abort}` : `finish it (git ${operation} --continue) or give it up (${abort})`;
  return { what: `a ${operation} is under way in this repository`, fix };
}

function uncommitted(dirty: readonly string[]): Problem {
  const more = dirty.length > NAMED ? ` and ${dirty.length - NAMED} more` : '';
  const names = dirty.slice(0, NAMED).map((path) => JSON.stringify(path).slice(1, -1));
  return {
    what: `there are uncommitted changes in ${dirty.length} ${dirty.length === 1 ? 'file' : 'files'}: ${names.join(', ')}${more}`,
    fix: 'commit or stash them (git stash -u), or start with --allow-dirty: then they stay out of the commit',
  };
}
