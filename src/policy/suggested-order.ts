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
  const places = new Map(tasks.map(({ number }, place) => [number, place]));
  const placeOf = (number: number): number => places.get(number) ?? -1;
  const waits = { explicit: new Uint32Array(tasks.length), file_overlap: new Uint32Array(tasks.length) };
  // A list for each place of the dependencies on it: the newest, and behind each the one before. There may be very many.
  const newest = new Int32Array(tasks.length).fill(-1);
  const before = new Int32Array(dependencies.length);
  for (const [i, { dependent, prerequisite, kind }] of dependencies.entries()) {
    const [behind, first] = [placeOf(dependent), placeOf(prerequisite)];
    if (behind < 0 || first < 0) continue;
    waits[kind][behind] = (waits[kind][behind] ?? 0) + 1;
    before[i] = newest[first] ?? -1;
    newest[first] = i;
  }
  // One number for both: the simpler first, then the one that stands first.
  const rank = (place: number): number => RANK[tasks[place]?.complexity ?? 'simple'] * tasks.length + place;
  const [free, unnamed] = [new Heap(), new Heap()];
  const offer = (place: number): void => {
    if ((waits.explicit[place] ?? 0) > 0) return;
    unnamed.push(rank(place));
    if ((waits.file_overlap[place] ?? 0) === 0) free.push(rank(place));
  };
  for (const place of tasks.keys()) offer(place);
  const left = tasks.map((_, place) => rank(place)).sort((a, b) => b - a);
  const placed = new Uint8Array(tasks.length);
  const order: number[] = [];
  for (;;) {
    const next = free.pop() ?? unnamed.pop() ?? left.pop();
    if (next === undefined) return order;
    const place = next % tasks.length;
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
