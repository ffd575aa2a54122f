import { listInFile } from '../../adapters/artifacts/file/task-list.js';
import type { Git } from '../../adapters/git/git.js';
import type { OuterDeps } from '../../loops/pipeline/deps.js';
import type { RunParts } from '../commands/run-parts.js';
import { type Base, baseBranch } from './base-branch.js';
import { listToLand } from './list-to-land.js';
import { type ParallelStart, parallelRun } from './parallel-run.js';

/** What is known of a chain's tasks before its first stage. */
interface Known extends Pick<ParallelStart, 'softStop' | 'died'> {
  readonly git: Git;
  readonly base: Base;
}

/** How a stage of a chain does its tasks at once. Branch and list are looked at anew: stages before it have changed both. */
export function stageRound(parts: RunParts, { git, base: first, ...known }: Known): NonNullable<OuterDeps['atOnce']> {
  const { located, prepared, files } = parts.found;
  const { parallel, tasklist: file } = prepared.settings;
  return async (round, ctx) => {
    const listed = await listInFile(git, located.top, { file, kept: files.tasklist, editedByHand: false }, ctx.signal);
    if (!listed.ok) return listed;
    const list = listToLand(listed.value);
    if (!list.ok) return list;
    const base = await baseBranch(git, { ...parallel, baseBranch: first.branch }, null, ctx.signal);
    if (!base.ok) return base;
    return parallelRun({ ...parts, ...known, list: list.value, base: base.value, round }, ctx);
  };
}
