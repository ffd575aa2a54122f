import type { ChainKind, Gate, Link } from '../../domain/chain.js';
import type { DesignHandoff, Handoff } from '../../domain/handoff.js';
import type { Settings } from '../../domain/settings.js';
import type { Through } from '../../domain/through.js';
import type { Triaged } from '../../domain/triaged.js';
import { analyze } from '../stages/analyze.js';
import { design } from '../stages/design.js';
import { execute } from '../stages/execute.js';
import { plan } from '../stages/plan.js';
import { reviewDesign } from '../stages/review-design.js';
import { type Chain, chain } from './chain.js';

/** The settings that say where a chain stops for a person. */
type Stops = Pick<Settings, 'gates' | 'reviewDesigns' | 'noApprove'>;

/** The chain of everything that can be asked for; a cycle has one for each pass. Source: pipeline.md 6.1. */
export function recipe(asked: Exclude<ChainKind, 'cycle'>, through: Through | null, stops: Stops): readonly Link[] {
  const gated = gatesOf(through === null, stops);
  const whole = asked === 'deliver';
  const to = (target: Through): boolean =>
    whole || (through !== null && ORDER.indexOf(through) >= ORDER.indexOf(target));
  switch (asked) {
    case 'analyze': {
      if (through === null) return chain(analyze).links;
      const designed = withReview(gated(chain(analyze).pickBest(), 'opportunities').to(design), stops);
      return planned(gated(designed, 'designs'), to, gated);
    }
    case 'deliver':
    case 'design':
      return planned(gated(withReview(chain(design), stops), 'designs'), to, gated);
    case 'plan': {
      const tasks = gated(chain(plan), 'plans');
      return to('execute') ? tasks.to(execute).links : tasks.links;
    }
    default:
      return asked satisfies never;
  }
}

/** The chain of a pass of a cycle. Source: pipeline.md 6.2. */
export function passRecipe(next: Exclude<Triaged, { kind: 'over' }>, stops: Stops): readonly Link[] {
  if (next.kind === 'execute') return chain(execute).links;
  return recipe(next.kind === 'goal' ? 'design' : 'analyze', 'execute', stops);
}

const ORDER: readonly Through[] = ['design', 'plan', 'execute'];

/** Puts a gate where the settings want one. A chain that ends with its first stage has none. */
type Gated = <O extends Handoff>(made: Chain<O>, gate: Gate) => Chain<O>;
const gatesOf =
  (ungated: boolean, { gates, noApprove }: Stops): Gated =>
  (made, gate) =>
    ungated || !gates[gate] ? made : noApprove ? made.waved(gate) : made.gate(gate);

const withReview = (designed: Chain<DesignHandoff>, { reviewDesigns }: Stops): Chain<DesignHandoff> =>
  reviewDesigns ? designed.to(reviewDesign) : designed;

function planned(designed: Chain<DesignHandoff>, to: (target: Through) => boolean, gated: Gated): readonly Link[] {
  if (!to('plan')) return designed.links;
  const tasks = gated(designed.to(plan), 'plans');
  return to('execute') ? tasks.to(execute).links : tasks.links;
}
