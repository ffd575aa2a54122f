import { resolve } from 'node:path';
import { artifactsAt } from '../../adapters/artifacts/file/artifacts.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { runLayout } from '../../adapters/state/layout.js';
import { rollbackFile } from '../../adapters/state/rollback-file.js';
import type { ChainPlan, Link } from '../../domain/chain.js';
import type { Halt } from '../../domain/halt.js';
import type { RunId } from '../../domain/ids.js';
import type { Opportunity } from '../../domain/opportunity.js';
import type { OwnStage } from '../../domain/own-stage.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Settings } from '../../domain/settings.js';
import { NO_SIGNALS } from '../../domain/signals.js';
import type { ListedTask } from '../../domain/task.js';
import { readDesign } from '../../formats/design-document.js';
import { readOpportunities } from '../../formats/opportunities.js';
import { appendOpportunity } from '../../formats/opportunities-edit.js';
import { openGoals } from '../../formats/roadmap.js';
import { readTasklist } from '../../formats/tasklist.js';
import { artifactTrouble } from '../../loops/authoring/guard.js';
import { goalOpportunity, opportunityMeant } from '../../loops/pipeline/adopt.js';
import { designNamed } from '../../loops/pipeline/beginning.js';
import { passRecipe } from '../../loops/pipeline/recipes.js';
import { analyzePrompt } from '../../loops/stages/analyze-prompts.js';
import { isReady } from '../../loops/stages/design-flaws.js';
import { designPrompt } from '../../loops/stages/design-prompts.js';
import { planPrompt } from '../../loops/stages/plan-prompts.js';
import { withOwnStages } from '../../policy/own-stages.js';
import { triage } from '../../policy/triage.js';
import { designAimedAt } from '../../policy/which-design.js';
import type { Artifacts } from '../../ports/artifacts.js';
import type { Host } from '../host.js';
import { ownStagesOf } from '../own-stages.js';
import { chainAtOnce, previewAtOnce } from '../parallel/preview.js';
import type { ChainRequest } from '../request.js';
import { answered } from './answer.js';
import { chainOf } from './chain.js';
import { preparedPlace } from './prepared-place.js';
import { isParallel } from './work.js';
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
    const watched = { ...question, run: makeSpawn({ guard: null, mark: null }), runId: 'none' };
    const own = await ownStagesOf(watched, top, prepared);
    if (!own.ok) return err({ reason: 'refused', problems: own.error });
    const chain = chainOf(request, settings, own.value);
    const rollbacks = rollbackFile(place.layout.rollback, nodeFiles);
    const deps = { artifacts, chain, rollbacks, settings, prompts: library.prompts, workingDirectory: top, list: null };
    const shown = await firstOf(request, top, deps);
    if (!shown.ok) return shown;
    const { what, stages, prompts } = shown.value;
    const links = stages === null ? chain.links : withOwnStages(stages, own.value);
    const order = links.map(
      ({ stage, gate }) => `${stage}${moduleOf(stage, own.value)}${gate === null ? '' : ' (then a person)'}`,
    );
    const atOnce = isParallel({ kind: 'chain', chain }, settings) ? [chainAtOnce(settings)] : [];
    return ok(wouldDo(request.kind, [...what, `The stages would be: ${order.join(', ')}.`, ...atOnce], prompts));
  });

/** Where a stage of the user's comes from; nothing for one of this program. */
function moduleOf(stage: string, own: readonly OwnStage[]): string {
  const one = own.find(({ name }) => name === stage);
  return one === undefined ? '' : ` (${one.module})`;
}

type Deps = Parameters<typeof designPrompt>[0] & Parameters<typeof analyzePrompt>[0] & Pick<Needs, 'chain'>;
interface Needs {
  readonly chain: ChainPlan;
}

/** What would come first. */
interface First {
  readonly what: readonly string[];
  /** Those of the first pass of a cycle; null for those of the chain. */
  readonly stages: readonly Link[] | null;
  readonly prompts: Parameters<typeof wouldDo>[2];
}

async function firstOf(request: ChainRequest, top: string, deps: Deps): Promise<Result<First, Halt>> {
  switch (request.kind) {
    case 'analyze':
      return analysis(deps);
    case 'design':
    case 'deliver':
      return goal({ text: request.given, source: `cli:--${request.kind}`, nth: 0 }, top, deps);
    case 'plan':
      return planning(request.given, top, deps);
    case 'cycle':
      return firstPass(top, deps);
    default:
      return request satisfies never;
  }
}

async function analysis(deps: Deps): Promise<Result<First, Halt>> {
  const { opportunities } = deps.artifacts;
  const list = await opportunities.text();
  if (!list.ok) return err(artifactTrouble(opportunities.files, list.error));
  const text = await analyzePrompt(deps, list.value, NO_SIGNALS, () => undefined);
  if (!text.ok) return text;
  return ok({ what: [], stages: null, prompts: [{ role: 'analyzer', purpose: 'analyze', text: text.value }] });
}

/** A goal in words: where they come from, and its place among those with the same words. */
interface Words {
  readonly text: string;
  readonly source: string;
  readonly nth: number;
}

async function goal(words: Words, top: string, deps: Deps): Promise<Result<First, Halt>> {
  const found = await goalOf(words, deps.artifacts);
  if (!found.ok) return found;
  const { designs } = deps.artifacts;
  const all = await designs.list();
  if (!all.ok) return err(artifactTrouble(designs.files, all.error));
  const aim = designAimedAt(found.value, all.value);
  const there = all.value.find(({ id }) => id === aim);
  if (deps.chain.asked === 'cycle' && isReady(there, found.value.id, await listText(top, deps))) {
    const what = [`The design ${there.file} is there and approved; it would be taken as it is.`];
    return ok({ what, stages: null, prompts: [] });
  }
  const text = await designPrompt(deps, found.value, aim, null);
  if (!text.ok) return text;
  return ok({ what: [], stages: null, prompts: [{ role: 'author', purpose: 'design', text: text.value }] });
}

async function planning(given: string, top: string, deps: Deps): Promise<Result<First, Halt>> {
  const named = await designNamed(given, deps.artifacts);
  if (!named.ok) return named;
  const { value } = named;
  const design = value.kind === 'known' ? value.design : { ...readDesign(value.text, value.stem), text: value.text };
  const prompt = planPrompt(deps, design, await listText(top, deps));
  return ok({ what: [], stages: null, prompts: [{ role: 'author', purpose: 'plan', text: prompt }] });
}

/** The tasklist; nothing where it cannot be read, which the run would tell. */
async function listText(top: string, { settings }: Deps): Promise<string> {
  const list = await nodeFiles.read(resolve(top, settings.tasklist));
  return (list.ok ? list.value : null) ?? '';
}

/** What a cycle would begin with. */
async function firstPass(top: string, deps: Deps): Promise<Result<First, Halt>> {
  const { settings, artifacts } = deps;
  const list = await nodeFiles.read(resolve(top, settings.tasklist));
  const { entries } = readTasklist((list.ok ? list.value : null) ?? '');
  const pending = entries.filter(({ done }) => !done);
  const roadmap = artifacts.roadmap === null ? null : await artifacts.textOf(artifacts.roadmap.path);
  const goals = roadmap?.ok === true ? openGoals(roadmap.value ?? '') : [];
  const facts = {
    passes: 0,
    worked: false,
    analysed: false,
    hadWork: false,
    maxPasses: null,
    roadmapTyped: settings.roadmapByFlag,
  };
  const next = triage({ ...facts, pending: pending.length, goal: goals[0]?.text ?? null });
  if (next.kind === 'over') return ok({ what: ['No goal of the roadmap is open.'], stages: [], prompts: [] });
  if (next.kind === 'execute') {
    const what = [`${pending.length} pending tasks would be done first, at most ${settings.maxTasks} of them.`];
    return ok({ what: [...what, ...order(entries, top, settings)], stages: passRecipe(next, settings), prompts: [] });
  }
  const { text = '', line = 0, nth = 0 } = goals[0] ?? {};
  const first = await (next.kind === 'goal'
    ? goal({ text, source: `roadmap:${artifacts.roadmap?.path}:${line}`, nth }, top, deps)
    : analysis(deps));
  if (!first.ok) return first;
  const what = next.kind === 'goal' ? [`${goals.length} goals are open; the first one is: ${text}`] : [];
  const pass = next.kind === 'goal' ? { ...next, nth, line } : next;
  return ok({ ...first.value, what: [...what, ...first.value.what], stages: passRecipe(pass, settings) });
}

/** When each pending task would begin, where they are done at once. */
function order(entries: readonly ListedTask[], top: string, settings: Settings): readonly string[] {
  if (!settings.parallel.enabled) return [];
  const { tasks, problems } = previewAtOnce(entries, top, settings);
  const told = tasks.map(({ task: { id, title }, when }, i) => `${i + 1}. ${title} (${id}): ${when}`);
  return [...told, ...problems.map(({ what }) => `It would be refused: ${what}.`)];
}

/** The opportunity that would be worked on: one that is there, or one as it would be made. */
async function goalOf({ text, source, nth }: Words, { opportunities }: Artifacts): Promise<Result<Opportunity, Halt>> {
  const listed = await opportunities.list();
  if (!listed.ok) return err(artifactTrouble(opportunities.files, listed.error));
  const goal = goalOpportunity(text, source, new Set(listed.value.map(({ id }) => id)));
  const known = opportunityMeant(text, goal, listed.value, nth);
  const [made] = readOpportunities(appendOpportunity('', goal));
  return ok(known ?? made ?? { ...goal, raw: text });
}
