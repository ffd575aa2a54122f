import type { Notice } from '../../domain/notice.js';
import { recall } from '../../domain/recall.js';
import type { RunPlan } from '../../domain/run-plan.js';
import type { Settings } from '../../domain/settings.js';
import { judgeThemselves } from '../../policy/judges-itself.js';
import type { StartFacts } from '../../ports/repository.js';
import type { Going } from './ready.js';

/** What about the start a person should know. */
export function firstNotices(
  facts: StartFacts,
  plan: RunPlan,
  { agents, research, compact }: Settings,
  going: Going | null,
  atOnce: boolean,
): readonly Notice[] {
  const alone = going === null ? judgeThemselves(plan) : [];
  return [
    ...(going === null ? [] : [continued(going), ...going.told]),
    ...(going?.byHand === true ? [{ kind: 'finished-by-hand' } as const] : []),
    ...(facts.branch === null ? [{ kind: 'detached-head' } as const] : []),
    ...(facts.dirty.length > 0 && !atOnce && !research && !compact && (going === null || going.fresh)
      ? [{ kind: 'dirty-start', files: facts.dirty } as const]
      : []),
    ...(alone.length > 0 ? [{ kind: 'judges-itself', agent: plan.agents.reviewer, roles: alone } as const] : []),
    ...([agents.author, agents.reviewer, agents.sanity].some(({ cli }) => cli === 'demo')
      ? [{ kind: 'demo-agent' } as const]
      : []),
  ];
}

function continued({ checkpoint, entries, changed, fresh }: Going): Notice {
  const { life, inHand } = checkpoint;
  const { waivers, moreCycles } = recall(entries);
  const waived = waivers[0]?.check ?? null;
  const halted = life.kind === 'halted' ? life.line.says : null;
  return { kind: 'continued', halted, fresh: fresh && inHand !== null, changed, waived, moreCycles };
}
