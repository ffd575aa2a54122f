import type { ChainKind, Gate, Link } from '../../domain/chain.js';
import type { DesignHandoff } from '../../domain/handoff.js';
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
  const gate = gatesOf(through === null ? { ...stops, noApprove: true } : stops);
  const whole = asked === 'deliver';
  const to = (target: Through): boolean =>
    whole || (through !== null && ORDER.indexOf(through) >= ORDER.indexOf(target));
  switch (asked) {
    case 'analyze': {
      if (through === null) return chain(analyze).links;
      const designed = withReview(chain(analyze).pickBest().gate(gate('opportunities')).to(design), stops);
      return planned(designed.gate(gate('designs')), to, gate);
    }
    case 'deliver':
    case 'design':
      return planned(withReview(chain(design), stops).gate(gate('designs')), to, gate);
    case 'plan': {
      const tasks = chain(plan).gate(gate('plans'));
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

type Gates = (gate: Gate) => Gate | null;
const gatesOf =
  ({ gates, noApprove }: Stops): Gates =>
  (gate) =>
    gates[gate] && !noApprove ? gate : null;

const withReview = (designed: Chain<DesignHandoff>, { reviewDesigns }: Stops): Chain<DesignHandoff> =>
  reviewDesigns ? designed.to(reviewDesign) : designed;

function planned(designed: Chain<DesignHandoff>, to: (target: Through) => boolean, gate: Gates): readonly Link[] {
  if (!to('plan')) return designed.links;
  const tasks = designed.to(plan).gate(gate('plans'));
  return to('execute') ? tasks.to(execute).links : tasks.links;
}
