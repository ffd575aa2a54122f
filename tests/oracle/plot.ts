import * as deeds from './deeds.js';
import { Dice } from './dice.js';
import * as tree from './tree-deeds.js';

/** A task of a generated repository. */
export interface PlotTask extends deeds.Deed {
  readonly id: string;
  /** What the list says of it beside its words. */
  readonly about: readonly string[];
  readonly depends: string | null;
  /** A file that it says it is about; no two of them may be at work at once. */
  readonly claims: string | null;
  /** Those of one number do not go together; null when it is about itself. */
  readonly group: number | null;
  /** What its author takes for its work, in tenths of a second. */
  readonly tenths: number;
  readonly commitsBy: 'author' | 'early' | 'tool';
}

/** A generated repository, what is to be done in it, and how. All of it follows from the seed. */
export interface Plot {
  readonly seed: number;
  readonly tasks: readonly PlotTask[];
  /** How many groups of tasks do not go together. */
  readonly groups: number;
  /** The weight that the check allows in all. */
  readonly limit: number;
  /** What the check takes, in tenths of a second. */
  readonly checkTenths: number;
  readonly checkNames: boolean;
  /** A test that fails before anything is done, and after. */
  readonly knownRed: boolean;
  readonly tracked: boolean;
  readonly strategy: 'merge' | 'cherry-pick';
  readonly retries: number;
  readonly concurrency: number;
  readonly cleanup: 'on_success' | 'always' | 'never';
  /** Whether the base branch is checked out where millstone is started. */
  readonly checkedOut: boolean;
  /** After how many milliseconds each process of the run is killed. */
  readonly kills: readonly number[];
  /** Moments in milliseconds at which a person commits, and what. */
  readonly person: readonly { readonly pause: number; readonly does: 'own' | 'same' }[];
}

type Make = (id: string) => deeds.Deed;

/** Lines of a file that each group of tasks has for itself. */
export const LINES_EACH = 20;
/** How much there is to do. */
interface Size {
  /** Groups of tasks that do not go together. */
  readonly groups: number;
  /** Tasks at least. */
  readonly tasks: number;
  /** What an author takes at most for its work, in tenths of a second. */
  readonly tenths: number;
}

/** Makes a plot from a seed; without a size it has one that follows from the seed, and may be killed. */
export function plot(seed: number, given?: Size): Plot {
  const dice = new Dice(seed);
  const retries = dice.below(3);
  const tracked = dice.chance(50);
  const made: { make: Make; group: number | null }[] = [];
  const size = given ?? { groups: 2 + dice.below(2), tasks: 4 + dice.below(6), tenths: 5 };
  const { groups } = size;
  for (let nth = groups; nth > 0; nth--) made.push(...group(dice, nth).map((make) => ({ make, group: nth })));
  while (made.length < size.tasks) made.push({ make: one(dice, tracked), group: null });
  const checkNames = dice.chance(50);
  return {
    seed,
    tasks: tasksOf(dice.shuffled(made), size, dice),
    groups,
    limit: 10,
    checkTenths: dice.below(size.tenths === 0 ? 1 : 4),
    checkNames,
    knownRed: checkNames && dice.chance(30),
    tracked,
    strategy: dice.pick(['merge', 'cherry-pick']),
    retries,
    concurrency: 2 + dice.below(4),
    cleanup: dice.pick(['on_success', 'on_success', 'always', 'never']),
    checkedOut: dice.chance(65),
    person: Array.from({ length: dice.below(6) }, () => ({
      pause: 50 + dice.below(1500),
      does: dice.pick(['own', 'own', 'same'] as const),
    })),
    kills:
      given === undefined && dice.chance(35)
        ? Array.from({ length: 1 + dice.below(3) }, () => 600 + dice.below(4000))
        : [],
  };
}

/** Tasks that do not go together. */
function group(dice: Dice, nth: number): readonly Make[] {
  const place = nth * LINES_EACH;
  const stubborn = dice.chance(20);
  return dice.pick([
    () => Array.from({ length: 2 + dice.below(2) }, () => (id: string) => deeds.line(id, place, stubborn)),
    () => Array.from({ length: 2 + dice.below(2) }, () => (id: string) => deeds.sameFile(id, nth)),
    () => Array.from({ length: 2 }, () => (id: string) => deeds.load(id, 6, stubborn)),
    () => Array.from({ length: 2 + dice.below(2) }, () => (id: string) => deeds.port(id, place)),
    () => [(id: string) => deeds.relies(id, `d${nth}`), (id: string) => deeds.removes(id, `d${nth}`)],
    () => [(id: string) => tree.changesPage(id, nth), (id: string) => tree.removesPage(id, nth)],
    () => [(id: string) => tree.changesPage(id, nth), (id: string) => tree.movesPage(id, nth)],
    () => [(id: string) => tree.flat(id, nth), (id: string) => tree.deep(id, nth)],
    () => Array.from({ length: 2 + dice.below(2) }, () => (id: string) => tree.bytes(id, nth)),
    () => [4, 8, 12].map((at) => (id: string) => deeds.line(id, place - at, false)),
  ])();
}

const one = (dice: Dice, tracked: boolean): Make =>
  dice.pick([
    deeds.alone,
    deeds.twoCommits,
    deeds.alone,
    deeds.dies,
    deeds.refused,
    deeds.bettered,
    deeds.breaks,
    ...(tracked ? [tree.ticksItself, tree.addsTask] : []),
  ]);

function tasksOf(made: readonly { make: Make; group: number | null }[], size: Size, dice: Dice): readonly PlotTask[] {
  const tasks: PlotTask[] = [];
  for (const [i, { make, group }] of made.entries()) {
    const id = `t${i + 1}`;
    const depends = i > 0 && dice.chance(20) ? `t${1 + dice.below(i)}` : null;
    const claims = dice.chance(20) ? `claimed/${dice.below(size.groups)}.txt` : null;
    const about = [
      ...(depends === null ? [] : [`Depends: ${depends}`]),
      ...(claims === null ? [] : [`Files: ${claims}`]),
    ];
    const commitsBy = dice.pick(['author', 'author', 'early', 'tool'] as const);
    tasks.push({ ...make(id), id, about, depends, claims, group, commitsBy, tenths: dice.below(size.tenths + 1) });
  }
  return tasks;
}
