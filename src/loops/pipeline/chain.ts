import type { Gate, Link } from '../../domain/chain.js';
import type { Handoff, OpportunityHandoff } from '../../domain/handoff.js';
import type { Stage } from './stage.js';

/** Stages that fit: what one gives, the next one takes. Anything else does not compile. */
export interface Chain<O extends Handoff> {
  to<P extends Handoff>(next: Stage<O, P>): Chain<P>;
  /** Only the best opportunity goes on. */
  pickBest(this: Chain<OpportunityHandoff>): Chain<O>;
  /** A person is asked before the chain goes on. */
  gate(gate: Gate): Chain<O>;
  /** Nobody is asked there, since that was wanted. */
  waved(gate: Gate): Chain<O>;
  /** The chain as data. */
  readonly links: readonly Link[];
}

/** Begins a chain. */
export const chain = <I extends Handoff | null, O extends Handoff>(first: Stage<I, O>): Chain<O> => linked([], first);

function linked<I extends Handoff | null, O extends Handoff>(before: readonly Link[], stage: Stage<I, O>): Chain<O> {
  return withLinks([...before, { stage: stage.name, pick: null, gate: null }]);
}

function withLinks<O extends Handoff>(links: readonly Link[]): Chain<O> {
  const last = (change: Partial<Link>): readonly Link[] =>
    links.map((one, i) => (i === links.length - 1 ? { ...one, ...change } : one));
  return {
    links,
    to: (next) => linked(links, next),
    pickBest: () => withLinks(last({ pick: 'best' })),
    gate: (gate) => withLinks(last({ gate })),
    waved: (gate) => withLinks(last({ waved: gate })),
  };
}
