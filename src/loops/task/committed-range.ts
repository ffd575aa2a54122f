import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { TreeId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import { beginChecks } from '../../policy/checks.js';
import type { WantedTree } from '../../ports/repository.js';
import { uncancelled } from '../context.js';
import { type CommitState, commitState, isWanted } from './commit-state.js';
import type { TaskDeps } from './deps.js';
import type { Started } from './work.js';

/** The tree that HEAD holds when these are the task's commits. */
export const headTreeOf = (started: Started, commits: readonly CommitFacts[]): TreeId =>
  commits.at(-1)?.tree ?? started.baseline.headTree;

/**
 * Judges all commits of the task. Reviewer and checks saw what is there in the end; what a commit on the way holds and
 * a later one takes out again would still be history, so each such tree must pass the checks on its own.
 */
export async function committedRange(
  deps: TaskDeps,
  started: Started,
  wanted: WantedTree,
  commits: readonly CommitFacts[],
): Promise<Result<CommitState, Halt>> {
  const { headTree } = started.baseline;
  const state = await commitState(deps.repository, wanted, headTree, headTreeOf(started, commits));
  if (!state.ok || state.value.kind === 'other') return state;
  for (const { tree } of commits.slice(0, -1)) {
    if (tree === headTree || isWanted(tree, wanted)) continue;
    const checks = beginChecks(deps.settings.policy, deps.settings.loc, deps.settings.tasklist);
    const change = await deps.repository.change(headTree, tree, checks.visit, uncancelled);
    if (!change.ok) return change;
    if (checks.finish(change.value, { tasklistEdited: false, waived: [] }).hit !== null)
      return ok({ kind: 'other', files: change.value.files.map((file) => file.path) });
  }
  return state;
}
