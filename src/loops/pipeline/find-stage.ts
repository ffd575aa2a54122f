import type { Link } from '../../domain/chain.js';
import type { Halt } from '../../domain/halt.js';
import type { OwnStage } from '../../domain/own-stage.js';
import { err, ok, type Result } from '../../domain/result.js';
import { analyze } from '../stages/analyze.js';
import { design } from '../stages/design.js';
import { execute } from '../stages/execute.js';
import { plan } from '../stages/plan.js';
import { reviewDesign } from '../stages/review-design.js';
import { ownStage } from './own-stage.js';
import type { AnyStage } from './stage.js';

const KNOWN: readonly AnyStage[] = [analyze, design, reviewDesign, plan, execute];

/** The stages of this program. */
export const stageNames = (): readonly string[] => KNOWN.map(({ name }) => name);

/**
 * The stages of all links, before anything of them is begun. A name that nobody knows, as in the journal of a later version,
 * is told with those there are.
 */
export function stagesOf(links: readonly Link[], own: readonly OwnStage[]): Result<readonly AnyStage[], Halt> {
  const stages: AnyStage[] = [];
  for (const [i, { stage: name }] of links.entries()) {
    const users = own.find((one) => one.name === name);
    const reviewed = links.slice(i + 1).some(({ stage }) => stage === reviewDesign.name);
    const stage = KNOWN.find((one) => one.name === name) ?? (users === undefined ? null : ownStage(users, reviewed));
    if (stage === null) return err(unknownStage(name, [...stageNames(), ...own.map((one) => one.name)]));
    stages.push(stage);
  }
  return ok(stages);
}

const unknownStage = (name: string, known: readonly string[]): Halt => ({
  reason: 'preflight',
  problems: [{ what: `there is no stage ${name}`, fix: `those there are: ${known.join(', ')}` }],
});
