import { resolve } from 'node:path';
import { nodeFiles } from '../../adapters/files/node-files.js';
import type { ChainPlan } from '../../domain/chain.js';
import type { Problem } from '../../domain/halt.js';
import type { Role } from '../../domain/role.js';
import { readTasklist } from '../../formats/tasklist.js';
import type { Prepared } from '../prepare.js';
import { trackerProblems } from './tasklist-problems.js';

/** Roles that each stage calls. */
const OF_STAGE: Readonly<Record<string, readonly Role[]>> = {
  analyze: ['analyzer', 'reviewer'],
  design: ['author', 'reviewer'],
  review_design: ['reviewer'],
  plan: ['author', 'reviewer'],
  execute: ['author', 'reviewer', 'sanity'],
};

/** The roles that a chain will call; a cycle may come to call any of them. */
export function rolesOf({ asked, links }: ChainPlan): readonly Role[] {
  const stages = asked === 'cycle' ? Object.keys(OF_STAGE) : links.map(({ stage }) => stage);
  return [...new Set(stages.flatMap((stage) => OF_STAGE[stage] ?? []))];
}

/** Whether a chain changes code. */
export const builds = ({ asked, links }: ChainPlan): boolean =>
  asked === 'cycle' || links.some(({ stage }) => stage === 'execute');

/** What stands in the way of a chain, before any agent is asked. */
export async function chainProblems(chain: ChainPlan, top: string, prepared: Prepared): Promise<readonly Problem[]> {
  const { settings } = prepared;
  const tasks = builds(chain) || chain.links.some(({ stage }) => stage === 'plan');
  const problems = tasks ? [...trackerProblems(prepared)] : [];
  const { roadmap } = settings.places;
  if (chain.asked === 'cycle' && roadmap !== null) {
    const text = await nodeFiles.read(resolve(top, roadmap));
    // One that only the settings name is missing as long as nobody has written it.
    if (!text.ok || (text.value === null && settings.roadmapByFlag))
      problems.push({
        what: text.ok ? `the roadmap ${roadmap} was not found` : text.error,
        fix: 'name a Markdown file with a line "- [ ] what is to be reached" for each goal',
      });
  }
  if (chain.asked !== 'deliver') return problems;
  const list = await nodeFiles.read(resolve(top, settings.tasklist));
  const pending = readTasklist((list.ok ? list.value : null) ?? '').entries.filter(({ done }) => !done).length;
  if (pending > 0)
    problems.push({
      what: `--deliver begins with an empty list, and ${settings.tasklist} has pending tasks (${pending})`,
      fix: 'do them first with `millstone`, or name a fresh list with --tasklist',
    });
  return problems;
}

/** Modules of the user's stages that nobody has committed: what an agent has left in them would be run unseen. */
export function uncommittedModules({ own = [] }: ChainPlan, dirty: readonly string[]): readonly Problem[] {
  return own.flatMap(({ name, files }) => {
    const among = Object.keys(files).filter((file) => dirty.includes(file));
    if (among.length === 0) return [];
    const what = `the stage ${name} is made of files that have changes which are not committed: ${among.join(', ')}`;
    return [{ what, fix: 'look at them and commit them, or start with --allow-dirty: then they are run as they are' }];
  });
}
