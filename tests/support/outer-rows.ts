import type { ChainPlan, Gate, Link } from '../../src/domain/chain.js';
import { GATES } from '../../src/domain/chain.js';
import type { Through } from '../../src/domain/through.js';
import { passRecipe } from '../../src/loops/pipeline/recipes.js';
import { chainOf } from './chain-of.js';
import { settingsWith } from './memory-settings.js';
import type { OuterOptions } from './outer-stage.js';
import { designText } from './outer-texts.js';

/** A run of stages as somebody may ask for it. */
export interface Row {
  readonly name: string;
  readonly chain: ChainPlan;
  /** Its stages, or those of its one pass. */
  readonly links: readonly Link[];
  readonly options: OuterOptions;
}

const ROADMAP = 'docs/roadmap.md';
const PLACES = { opportunities: '.millstone/opportunities.md', designs: '.millstone/designs' };
const DESIGN = { '.millstone/designs/be-fast.md': designText('be-fast', '', 'reviewed') };

/** Source: pipeline.md 6.1; what is refused there is no run. */
const ENTRIES = [
  ['analyze', null, [null, 'design', 'plan', 'execute'], {}],
  ['design', 'Be fast', [null, 'design', 'plan', 'execute'], {}],
  ['plan', 'be-fast', [null, 'plan', 'execute'], DESIGN],
  ['deliver', 'Be fast', [null], {}],
] as const;
/** Source: pipeline.md 6.2. */
const PASSES = [
  [{ kind: 'goal', goal: 'Be fast', nth: 0, line: 1 }, { [ROADMAP]: '- [ ] Be fast\n' }],
  [{ kind: 'analyze' }, {}],
  [{ kind: 'execute', pending: 1 }, { '.millstone/tasklist.md': '- [ ] **Do one**\n  - ID: one\n' }],
] as const;

const shown = (links: readonly Link[]): string =>
  links.map(({ stage, gate }) => (gate === null ? stage : `${stage} [${gate}]`)).join(' ');

type Stops = Required<Pick<NonNullable<OuterOptions['settings']>, 'reviewDesigns' | 'gates'>>;
const BOTH = [true, false];
const STOPS: readonly Stops[] = BOTH.flatMap((reviewDesigns) =>
  BOTH.flatMap((opportunities) =>
    BOTH.flatMap((designs) => BOTH.map((plans) => ({ reviewDesigns, gates: { opportunities, designs, plans } }))),
  ),
);

/** Every entry with every end, with and without a review of designs, with every choice of gates that makes a difference. */
export const ROWS: readonly Row[] = [...new Map(STOPS.flatMap(rowsOf).map((row) => [row.name, row])).values()];

function rowsOf(stops: Stops): readonly Row[] {
  const asked = ENTRIES.flatMap(([entry, given, ends, there]) =>
    ends.map((through: Through | null): Row => {
      const chain = chainOf(entry, given, through, stops);
      const name = `--${entry}${through === null ? '' : ` --through ${through}`}: ${shown(chain.links)}`;
      return { name, chain, links: chain.links, options: { settings: stops, there } };
    }),
  );
  const cycles = PASSES.map(([next, there]): Row => {
    const links = passRecipe(next, settingsWith(stops));
    const roadmap = ROADMAP in there ? ROADMAP : null;
    const settings = { ...stops, places: { ...PLACES, roadmap }, artifacts: [ROADMAP] };
    return { name: `--cycle: ${shown(links)}`, chain: chainOf('cycle', null), links, options: { settings, there } };
  });
  return [...asked, ...cycles];
}

/** The places of the gates in a chain. */
export const gatesIn = (links: readonly Link[]): readonly number[] =>
  links.flatMap(({ gate }, i) => (gate === null ? [] : [i]));

/** The gates that any of them stops at. */
export const gatesOfAll = (): readonly Gate[] =>
  GATES.filter((gate) => ROWS.some(({ links }) => links.some((one) => one.gate === gate)));
