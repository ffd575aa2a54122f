import { artifactsAt } from '../../adapters/artifacts/file/artifacts.js';
import { runLayout } from '../../adapters/state/layout.js';
import type { Halt } from '../../domain/halt.js';
import type { RunId } from '../../domain/ids.js';
import type { Opportunity } from '../../domain/opportunity.js';
import { err, ok, type Result } from '../../domain/result.js';
import { readOpportunities } from '../../formats/opportunities.js';
import { appendOpportunity } from '../../formats/opportunities-edit.js';
import { artifactTrouble } from '../../loops/authoring/guard.js';
import { goalOpportunity, opportunityMeant } from '../../loops/pipeline/adopt.js';
import { analyzePrompt } from '../../loops/stages/analyze-prompts.js';
import { designPrompt } from '../../loops/stages/design-prompts.js';
import { designAimedAt } from '../../policy/which-design.js';
import type { Artifacts } from '../../ports/artifacts.js';
import type { Host } from '../host.js';
import { type Answer, answered } from './answer.js';
import { type ChainRequest, chainOf } from './chain.js';
import { preparedPlace } from './prepared-place.js';
import { wouldDo } from './would-do.js';

/** `--dry-run` of stages: what would be done in which order, and the first request. Touches nothing, asks no agent. */
export const dryRunChainCommand = (request: ChainRequest, host: Host, leave: (exit: number) => void): Promise<number> =>
  answered(request, host, leave, async (question) => {
    const found = await preparedPlace(question);
    if (!found.ok) return found;
    const { place, prepared } = found.value;
    const { settings, library } = prepared;
    const { top } = place.located;
    const files = runLayout(place.layout, place.located.gitDir, 'none' as RunId);
    const artifacts = artifactsAt(top, settings, files);
    const chain = chainOf(request);
    const deps = { artifacts, chain, settings, prompts: library.prompts, workingDirectory: top, list: null };
    const would = `${chain.links.map(({ stage }) => stage).join(', then ')} would be done.`;
    return first(request, would, deps);
  });

type Deps = Parameters<typeof designPrompt>[0] & Parameters<typeof analyzePrompt>[0];

async function first(request: ChainRequest, would: string, deps: Deps): Promise<Result<Answer, Halt>> {
  if (request.kind === 'analyze') {
    const { opportunities } = deps.artifacts;
    const list = await opportunities.text();
    if (!list.ok) return err(artifactTrouble(opportunities.files, list.error));
    const text = await analyzePrompt(deps, list.value, () => undefined);
    return text.ok
      ? ok(wouldDo('analyze', [would], [{ role: 'analyzer', purpose: 'analyze', text: text.value }]))
      : text;
  }
  const goal = await goalOf(request.given, deps.artifacts);
  if (!goal.ok) return goal;
  const { designs } = deps.artifacts;
  const all = await designs.list();
  if (!all.ok) return err(artifactTrouble(designs.files, all.error));
  const text = await designPrompt(deps, goal.value, designAimedAt(goal.value, all.value), null);
  return text.ok ? ok(wouldDo('design', [would], [{ role: 'author', purpose: 'design', text: text.value }])) : text;
}

/** The opportunity that would be worked on: one that is there, or one as it would be made. */
async function goalOf(given: string, { opportunities }: Artifacts): Promise<Result<Opportunity, Halt>> {
  const listed = await opportunities.list();
  if (!listed.ok) return err(artifactTrouble(opportunities.files, listed.error));
  const goal = goalOpportunity(given, 'cli:--design', new Set(listed.value.map(({ id }) => id)));
  const known = opportunityMeant(given, goal, listed.value);
  const [made] = readOpportunities(appendOpportunity('', goal));
  return ok(known ?? made ?? { ...goal, raw: given });
}
