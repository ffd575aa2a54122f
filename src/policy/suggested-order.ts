import type { Complexity } from '../domain/model-rule.js';
import type { Dependency } from '../domain/outlook.js';
import { Heap } from './heap.js';

const RANK: Readonly<Record<Complexity, number>> = { simple: 0, medium: 1, complex: 2 };

/** A task that is put in order. */
export interface Ordered {
  readonly number: number;
  readonly complexity: Complexity;
}

/**
 * The numbers of tasks in an order in which each comes after those it depends on, and the simplest first where there is a
 * choice; of equally simple ones the first of the list. Where tasks wait for one another in a circle, shared files give
 * way first, then the simplest task that is left begins.
 */
export function suggestedOrder(tasks: readonly Ordered[], dependencies: readonly Dependency[]): readonly number[] {
  const numbers = tasks.map(({ number }) => number);
  const places = new Int32Array(numbers.reduce((most, number) => Math.max(most, number), 0) + 1).fill(-1);
  for (let place = 0; place < numbers.length; place++) places[numbers[place] ?? 0] = place;
  const placeOf = (number: number): number => places[number] ?? -1;
  const waits = { explicit: new Uint32Array(tasks.length), file_overlap: new Uint32Array(tasks.length) };
  // A list for each place of the dependencies on it: the newest, and behind each the one before. There may be very many.
  const newest = new Int32Array(tasks.length).fill(-1);
  const before = new Int32Array(dependencies.length);
  for (let i = 0; i < dependencies.length; i++) {
    const dependency = dependencies[i];
    if (dependency === undefined) continue;
    const { kind } = dependency;
    const behind = placeOf(dependency.dependent);
    const first = placeOf(dependency.prerequisite);
    if (behind < 0 || first < 0) continue;
    waits[kind][behind] = (waits[kind][behind] ?? 0) + 1;
    before[i] = newest[first] ?? -1;
    newest[first] = i;
  }
  // One number for both: the simpler first, then the one that stands first.
  const ranks = tasks.map(({ complexity }, place) => RANK[complexity] * tasks.length + place);
  const rank = (place: number): number => ranks[place] ?? 0;
  const placed = new Uint8Array(tasks.length);
  const free = new Heap();
  /** Tasks that wait for shared files alone; made when tasks wait for one another in a circle. */
  let unnamed: Heap | null = null;
  let left: readonly number[] | null = null;
  let next = 0;
  const offer = (place: number): void => {
    if ((waits.explicit[place] ?? 0) > 0) return;
    unnamed?.push(rank(place));
    if ((waits.file_overlap[place] ?? 0) === 0) free.push(rank(place));
  };
  for (let place = 0; place < tasks.length; place++) offer(place);
  const outOfCircle = (): number | undefined => {
    if (unnamed === null) {
      unnamed = new Heap();
      for (let place = 0; place < tasks.length; place++)
        if (placed[place] === 0 && (waits.explicit[place] ?? 0) === 0) unnamed.push(rank(place));
    }
    const simplest = unnamed.pop();
    if (simplest !== undefined) return simplest;
    left ??= [...ranks].sort((one, other) => one - other);
    return left[next++];
  };
  const order: number[] = [];
  for (;;) {
    const chosen = free.pop() ?? (order.length < tasks.length ? outOfCircle() : undefined);
    if (chosen === undefined) return order;
    const place = chosen % tasks.length;
    if (placed[place] === 1) continue;
    placed[place] = 1;
    order.push(tasks[place]?.number ?? 0);
    for (let i = newest[place] ?? -1; i >= 0; i = before[i] ?? -1) {
      const { dependent, kind } = dependencies[i] ?? { dependent: -1, kind: 'explicit' };
      const behind = placeOf(dependent);
      waits[kind][behind] = (waits[kind][behind] ?? 0) - 1;
      offer(behind);
    }
  }
}
