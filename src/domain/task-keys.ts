import type { CommitId, TaskId } from './ids.js';

/** The step under which a worklist's run keeps its n-th task, counted from 1, as it was when it was chosen. */
export const chosenKey = (n: number): string => `worklist/${n}`;

/** The step under which a compaction of the list is recorded. */
export const COMPACT = 'compact';

/** The place of a task by the key of its choice; null for another key. */
export function nthOf(key: string): number | null {
  const nth = /^worklist\/(\d+)$/.exec(key)?.[1];
  return nth === undefined ? null : Number(nth);
}

/** The beginning of every step of a task. */
export const taskPrefix = (id: TaskId): string => `task/${id}/`;

/** The beginning of a key that names its task; null for a key about no task. */
export const taskPrefixOf = (key: string): string | null => /^task\/[^/]+\//.exec(key)?.[0] ?? null;

/** Whether a call of this key may have written something of its task. */
export const isAuthorKey = (key: string): boolean => /^task\/[^/]+\/\d+\/author\//.test(key);

/** The step that holds the commits which came into a task while its run stood still: they are not the run's. */
export const theirsKey = (id: TaskId): string => `${taskPrefix(id)}theirs`;

/** The step that holds the commits which came into a task as its run was killed, or since: they may be a person's. */
export const unclearKey = (id: TaskId): string => `${taskPrefix(id)}unclear`;

/** The step that is recorded when a task has come to its end: nothing of it is ever done again in this run. */
export const endedKey = (id: TaskId): string => `${taskPrefix(id)}ended`;

/** Whether a step is the last one of a task. */
export const isEndedKey = (key: string): boolean => /^task\/[^/]+\/ended$/.test(key);

/** The step that holds how a task's commits were taken back: the task begins anew. Its intent is the plan of it. */
export const rolledBackKey = (id: TaskId): string => `${taskPrefix(id)}rollback`;

/** The step that outlives the task's own, with all commits of a task that was taken back and the one that did it. */
export const takenBackKey = (by: CommitId): string => `taken-back/${by}`;

/** By whether it is the first run of the check on these files, or the second one after a red one. */
const CHECKED = { 1: 'checked/', 2: 'checked-again/' } as const;

/**
 * The step of a project's check on a tree: the same check of the same files is run once in a run, and once more by an
 * evaluation that found it red.
 */
export const checkedKey = (tree: string, command: string, nth: 1 | 2 = 1): string =>
  `${CHECKED[nth]}${tree}/${command}`;

/** Whether a step is that of a project's check. */
export const isCheckedKey = (key: string): boolean => key.startsWith(CHECKED[1]) || key.startsWith(CHECKED[2]);

/** The steps under which a run keeps evaluations of a mode: that of its start, and the last one that was accepted. */
export const firstEvalKey = (mode: string): string => `evaluated/first/${mode}`;
export const lastEvalKey = (mode: string): string => `evaluated/last/${mode}`;

/** The step that tells where a task of a run of many began, and where it is worked on. */
export const forkKey = (id: TaskId): string => `${taskPrefix(id)}fork`;

/** The step of a task that is approved and committed on its own branch, and has yet to land. */
export const finishedKey = (id: TaskId): string => `${taskPrefix(id)}finished`;

/** The step that says, before the base branch is moved, with which commits a task is about to land. */
export const landingKey = (id: TaskId): string => `${taskPrefix(id)}landing`;

/** The step that holds the tasks that are done at once, with what each waits for: those of the n-th round, from 1. */
export const plannedKey = (n: number): string => (n === 1 ? 'worklist/planned' : `worklist/planned/${n}`);

/** The step that names the branch that tasks land on. */
export const BASE = 'worklist/base';

/** The step that outlives a task's own: its approved change came back, and what it is to go on from. */
export const returnedKey = (id: TaskId): string => `returned/${id}`;

/** The step that holds how such a change lay in the files before its author saw it. */
export const reworkedKey = (id: TaskId): string => `${taskPrefix(id)}reworked`;

/** The step of a task of a run of many that came to nothing in this process. */
export const lostKey = (id: TaskId): string => `${taskPrefix(id)}lost`;

/** The step that holds what a person consented to when the task was taken up again. */
export const consentKey = (id: TaskId): string => `${taskPrefix(id)}consent`;
