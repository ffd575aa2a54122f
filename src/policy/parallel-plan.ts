import type { TaskId } from '../domain/ids.js';
import type { Dependency } from '../domain/outlook.js';
import type { ListedTask, Task } from '../domain/task.js';
import { readAbout } from '../formats/task-about.js';
import { dependenciesOf, type Waiting } from './dependencies.js';
import { dependencyFlaws } from './dependency-flaws.js';
import { referencesOf } from './outlook.js';
import type { Schedulable } from './schedule.js';

/** What the files of the repository tell of paths that tasks name. */
export interface Paths {
  exists(path: string): boolean;
  isFolder(path: string): boolean;
}

/** A task that such a run is to do, with what it has to wait for. */
export interface PlannedTask extends Schedulable {
  readonly task: Task;
}

export type ParallelPlan =
  | {
      readonly kind: 'planned';
      readonly tasks: readonly PlannedTask[];
      readonly left: number;
      /** What tasks say they depend on and the list does not have: they do not wait for it. */
      readonly unknown: readonly { readonly task: TaskId; readonly name: string }[];
    }
  /** Tasks wait for one another; `says` names some of one such circle. */
  | { readonly kind: 'circle'; readonly says: string };

/** Tasks of a circle that are named. Source: worktrees.md 6. */
const NAMED = 5;

/**
 * Chooses at most `most` pending tasks in the order of the list, what others wait for before those (D31), and tells what
 * each has to wait for: tasks that it says come first, and files that it shares with another one. A folder that two tasks
 * name is no reason to wait. Tasks that are not `wanted` are not chosen, and nobody waits for them.
 */
export function parallelPlan(
  list: readonly ListedTask[],
  most: number,
  paths: Paths,
  wanted: (task: Task) => boolean = () => true,
): ParallelPlan {
  const all = list.map(({ task, done }, index): Told => {
    const about = readAbout(task.raw);
    const { id, title, raw } = task;
    const named = referencesOf(raw, about, paths.exists).map(plain);
    const references = [...new Set(named)].filter((path) => !path.endsWith('/') && !paths.isFolder(path));
    return { number: index + 1, line: index + 1, id, title, raw, done, depends: about.depends, references, task };
  });
  const pending = all.filter(({ done, task }) => !done && wanted(task));
  const dependencies = dependenciesOf(pending);
  const flaws = dependencyFlaws(all, dependencies);
  const idAt = (number: number): TaskId | undefined => all[number - 1]?.id;
  const circle = flaws.find(({ kind }) => kind === 'dependency-circle');
  if (circle !== undefined)
    return { kind: 'circle', says: circleSays(circle.text.split(' -> ').map(Number).map(idAt)) };
  const before = prerequisites(dependencies);
  const numbers = pending.map(({ number }) => number);
  const tasks = choose(numbers, before, most).flatMap((number): readonly PlannedTask[] => {
    const one = all[number - 1];
    if (one === undefined) return [];
    const { id, task, references } = one;
    const after = (before.get(number) ?? []).flatMap((first) => idAt(first) ?? []);
    return [{ id, risk: task.risk, files: references, after, task }];
  });
  const chosen = new Set(tasks.map(({ id }) => id));
  const unknown = flaws.flatMap(({ kind, line, text }) => {
    const task = kind === 'unknown-dependency' ? idAt(line) : undefined;
    return task !== undefined && chosen.has(task) ? [{ task, name: text }] : [];
  });
  return { kind: 'planned', tasks, left: pending.length - tasks.length, unknown };
}

/** Ids of tasks each of which waits for the next one, the first one last as well. */
function circleSays(ids: readonly (TaskId | undefined)[]): string {
  const shown = ids.length <= NAMED + 1 ? ids : [...ids.slice(0, NAMED), '...'];
  return `tasks wait for one another in a cycle: ${shown.join(' -> ')}`;
}

interface Told extends Waiting {
  readonly line: number;
  readonly done: boolean;
  readonly task: Task;
}

/** A path in its one spelling. */
export const plain = (path: string): string => path.replace(/^(?:\.\/)+/, '');

function prerequisites(dependencies: readonly Dependency[]): ReadonlyMap<number, readonly number[]> {
  const before = new Map<number, number[]>();
  for (const { dependent, prerequisite, kind } of dependencies) {
    if (kind === 'explicit') before.set(dependent, [...(before.get(dependent) ?? []), prerequisite]);
  }
  return before;
}

/** The first so many of the list, each behind what it waits for; one whose prerequisites do not fit in is left out. */
function choose(
  numbers: readonly number[],
  before: ReadonlyMap<number, readonly number[]>,
  most: number,
): readonly number[] {
  const chosen = new Set<number>();
  for (const number of numbers) {
    const needed = [...chain(number, before)].filter((one) => !chosen.has(one));
    if (chosen.size + needed.length <= most) for (const one of needed) chosen.add(one);
  }
  return [...chosen];
}

/** A task behind all it waits for, directly or not. */
function chain(number: number, before: ReadonlyMap<number, readonly number[]>, seen = new Set<number>()): Set<number> {
  for (const first of before.get(number) ?? []) if (!seen.has(first)) chain(first, before, seen);
  return seen.add(number);
}
