import type { Git } from '../../adapters/git/git.js';
import { makeModules } from '../../adapters/git/modules.js';
import { repositoryParts } from '../../adapters/git/parts.js';
import { OWN_TREE } from '../../adapters/git/worktrees.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import type { JournalEntry } from '../../domain/journal.js';
import type { Forked, ReturnedRecord } from '../../domain/parallel-records.js';
import { recall } from '../../domain/recall.js';
import { done, type Result } from '../../domain/result.js';
import type { Task } from '../../domain/task.js';
import { consentKey, forkKey, returnedKey, taskPrefix } from '../../domain/task-keys.js';
import { uncancelled } from '../../loops/context.js';
import type { Checkouts } from './checkouts.js';
import { housedAt, keepBranch } from './clear-place.js';
import type { Shared } from './shared.js';

const DOING = 'give a task back to its author';

/**
 * Lets a task begin anew in its worktree, from the commit that it did not go together with. What it had made is parked; all
 * the journal knows of its work is forgotten, but not where it lies and what was consented to.
 */
export async function giveBack(
  shared: Shared,
  task: Task,
  place: Forked,
  record: ReturnedRecord,
): Promise<Result<void, Halt>> {
  const { found, checkouts } = shared;
  const name = `task-${task.id}`;
  const kept = await keepBranch(shared, place.branch, name);
  if (!kept.ok) return kept;
  const located = await checkouts.find(place.path, uncancelled);
  if (!located.ok) return located;
  const housed = housedAt(shared, located.value);
  const inside = await makeModules(housed, repositoryParts(housed)).keepCommits(name, uncancelled);
  if (!inside.ok) return inside;
  const { steps, openIntents } = recall(found.journal.lines);
  const stays = [forkKey(task.id), consentKey(task.id)];
  const keys = [...new Set([...steps.keys(), ...openIntents.keys()])].filter(
    (key) => key.startsWith(taskPrefix(task.id)) && !stays.includes(key),
  );
  const entries: readonly JournalEntry[] = [
    { kind: 'step', key: returnedKey(task.id), value: record },
    { kind: 'forgotten', keys },
    { kind: 'step', key: forkKey(task.id), value: { ...place, commit: record.onto } },
  ];
  for (const entry of entries) {
    const written = await found.journal.append(entry);
    if (!written.ok) return written;
  }
  const reset = await eachOf(checkouts.gitAt(place.path), [
    ['reset', '--quiet', '--hard', record.onto],
    ['clean', '--quiet', '-ffd'],
  ]);
  return reset.ok ? checkouts.fill(place.path, record.onto, uncancelled) : reset;
}

/** Makes the files of a worktree those of a commit, as changes that are not staged. */
export async function putFiles(
  checkouts: Pick<Checkouts, 'gitAt' | 'fill'>,
  top: string,
  files: CommitId,
): Promise<Result<void, Halt>> {
  const put = await eachOf(checkouts.gitAt(top), [
    // As in a whole checkout: what a task has written outside of sparse patterns must be there to be gone on with.
    ['-c', 'core.sparseCheckout=false', 'read-tree', '--reset', '-u', files],
    ['reset', '--quiet', '--mixed'],
  ]);
  return put.ok ? checkouts.fill(top, files, uncancelled) : put;
}

async function eachOf(git: Git, calls: readonly (readonly string[])[]): Promise<Result<void, Halt>> {
  for (const args of calls) {
    const ran = await git(
      { doing: DOING, args: [...OWN_TREE, ...args], env: { GIT_OPTIONAL_LOCKS: '1' } },
      uncancelled,
    );
    if (!ran.ok) return ran;
  }
  return done;
}
