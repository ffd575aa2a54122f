import type { Dependency, Flaw, TaskOutlook } from '../domain/outlook.js';

type Told = Pick<TaskOutlook, 'number' | 'id' | 'title' | 'line' | 'done' | 'depends'>;

/** What cannot be meant by `Depends:` lines: tasks that are not in the list, and tasks that wait for one another. */
export function dependencyFlaws(tasks: readonly Told[], dependencies: readonly Dependency[]): readonly Flaw[] {
  return [...strangers(tasks), ...circles(tasks, dependencies)];
}

function strangers(tasks: readonly Told[]): readonly Flaw[] {
  const asking = tasks.filter(({ depends, done }) => depends.length > 0 && !done);
  // Nobody needs the ids of a list in which no task names another one.
  if (asking.length === 0) return [];
  const known = new Set(tasks.flatMap(({ id, title }) => [id.toLowerCase(), title.toLowerCase()]));
  return asking.flatMap(({ depends, line }) =>
    depends
      .filter((name) => !known.has(name.toLowerCase()))
      .map((text): Flaw => ({ kind: 'unknown-dependency', line, text })),
  );
}

/** Each circle once, told at the first task of it in the list. Takes time in proportion to the dependencies. */
function circles(tasks: readonly Told[], dependencies: readonly Dependency[]): readonly Flaw[] {
  const waitsFor = new Map<number, number[]>();
  for (const { dependent, prerequisite, kind } of dependencies) {
    if (kind !== 'explicit') continue;
    const before = waitsFor.get(dependent);
    if (before === undefined) waitsFor.set(dependent, [prerequisite]);
    else before.push(prerequisite);
  }
  const settled = new Set<number>();
  return [...waitsFor.keys()].flatMap((number) => {
    const circle = circleFrom(number, waitsFor, settled);
    if (circle === null) return [];
    const first = circle.indexOf(Math.min(...circle));
    const turned = [...circle.slice(first), ...circle.slice(0, first)];
    const line = tasks.find((task) => task.number === turned[0])?.line ?? 1;
    return [{ kind: 'dependency-circle', line, text: [...turned, turned[0]].join(' -> ') } as const];
  });
}

/** The first circle that is met on the way from a task; null when there is none. Marks all it saw as settled. */
function circleFrom(
  start: number,
  waitsFor: ReadonlyMap<number, readonly number[]>,
  settled: Set<number>,
): readonly number[] | null {
  const path: number[] = [];
  const steps: number[] = [];
  const open = new Set<number>();
  const enter = (number: number): void => {
    path.push(number);
    steps.push(0);
    open.add(number);
  };
  let found: readonly number[] | null = null;
  if (!settled.has(start)) enter(start);
  while (path.length > 0) {
    const number = path[path.length - 1] ?? start;
    const step = steps[steps.length - 1] ?? 0;
    const next = waitsFor.get(number)?.[step];
    if (next === undefined) {
      settled.add(number);
      open.delete(number);
      path.pop();
      steps.pop();
      continue;
    }
    steps[steps.length - 1] = step + 1;
    if (open.has(next)) found ??= path.slice(path.indexOf(next));
    else if (!settled.has(next)) enter(next);
  }
  return found;
}
