import type { Role } from '../domain/role.js';
import type { RunPlan } from '../domain/run-plan.js';

/**
 * The roles that write in a run with the very agent and model of its reviewer. That is allowed, for it is what somebody
 * with one agent can do, but it is told: the second pair of eyes is the first one. The demo agent is a script, and says so.
 */
export function judgeThemselves(plan: RunPlan): readonly Role[] {
  const { reviewer } = plan.agents;
  if (reviewer.cli === 'demo' || plan.flags.research === true || plan.flags.compact === true) return [];
  return writersOf(plan).filter((role) => {
    const { cli, model } = plan.agents[role];
    return cli === reviewer.cli && model === reviewer.model;
  });
}

function writersOf(plan: RunPlan): readonly Role[] {
  if (plan.mode !== 'chain' || (plan.chain.asked !== 'analyze' && plan.chain.asked !== 'cycle')) return ['author'];
  return plan.chain.asked === 'analyze' && plan.chain.through === null ? ['analyzer'] : ['author', 'analyzer'];
}
