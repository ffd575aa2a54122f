import type { TaskConstraints } from '../../policy/task-shape.js';
import type { StoredDesign } from '../../ports/designs.js';
import { excerpt } from '../../prompting/excerpt.js';
import { dataBlock } from '../../prompting/fence.js';
import type { OuterDeps } from '../pipeline/deps.js';
import { render } from '../task/prompts.js';
import { feedbackBlock } from './words.js';

/** Characters of a tasklist that a planner sees. */
const LIST = 30_000;

/** What a question about a plan needs of the world. */
type Deps = Parameters<typeof render>[0] & Pick<OuterDeps, 'artifacts'>;

const designBlock = ({ id, text }: Pick<StoredDesign, 'id' | 'text'>): string => dataBlock(`The design (${id})`, text);
const listBlock = (list: string): string => dataBlock('The tasklist as it is now', excerpt(list, LIST));

/** The rules for the size and form of tasks, as they are configured. */
function rules({ maxLoc, requireTests, requireCriteria, requireRisk, requireContext }: TaskConstraints): string {
  const wanted = [
    ...(requireTests ? ['names its tests'] : []),
    ...(requireCriteria ? ['says when it is done'] : []),
    ...(requireRisk ? ['states its risk'] : []),
    ...(requireContext ? ['names its context'] : []),
  ];
  const rest = wanted.length === 0 ? '' : `, ${wanted.join(', ')}`;
  return `A task changes at most ${maxLoc} lines, by an estimate that it states${rest}. One that breaks a rule goes back.`;
}

/** The request for a plan. */
export function planPrompt(deps: Deps, design: Pick<StoredDesign, 'id' | 'text' | 'title'>, list: string): string {
  const { path } = deps.artifacts.tasklist;
  return render(deps, 'plan_prompt', {
    DESIGN_CONTENT: designBlock(design),
    TASKLIST_CONTENT: listBlock(list),
    MAX_LOC: rules(deps.settings.taskConstraints),
    TASKLIST_APPEND_INSTRUCTIONS: `add the tasks at the end of the file ${path}, under a heading "## ${design.title}".`,
    WORKING_DIRECTORY: deps.workingDirectory,
  });
}

/** The tasks of a plan as they stand. */
interface Own {
  readonly ids: readonly string[];
  readonly blocks: readonly string[];
}

/** The request to mend a plan. */
export function planFixPrompt(
  deps: Deps,
  design: Pick<StoredDesign, 'id' | 'text'>,
  { ids, blocks }: Own,
  feedback: string,
): string {
  return render(deps, 'plan_fix_prompt', {
    DESIGN_CONTENT: designBlock(design),
    PLAN_CONTENT: dataBlock('Your tasks as they are now', blocks.join('\n\n')),
    FEEDBACK: feedbackBlock(feedback),
    TASKLIST_UPDATE_INSTRUCTIONS: updateIn(deps, ids),
    WORKING_DIRECTORY: deps.workingDirectory,
  });
}

/** The request to mend tasks that break the rules; `violations` name them. */
export function splitTasksPrompt(deps: Deps, { ids, blocks }: Own, violations: readonly string[]): string {
  return render(deps, 'task_split_prompt', {
    VIOLATIONS: feedbackBlock(violations.map((one) => `- ${one}`).join('\n')),
    TASKLIST_CONTENT: dataBlock('Your tasks as they are now', blocks.join('\n\n')),
    TASKLIST_UPDATE_INSTRUCTIONS: updateIn(deps, ids),
    MAX_LOC: rules(deps.settings.taskConstraints),
  });
}

/** The review of a plan: its tasks whole, and those that are pending besides. */
export function planReviewPrompt(
  deps: Deps,
  design: Pick<StoredDesign, 'id' | 'text'>,
  blocks: readonly string[],
  others: readonly string[],
): string {
  return render(deps, 'plan_review_prompt', {
    DESIGN_CONTENT: designBlock(design),
    PROPOSED_PLAN: dataBlock('The plan', blocks.join('\n\n')),
    TASKLIST_CONTENT: dataBlock('Tasks that are pending already', excerpt(others.join('\n\n'), LIST)),
    MAX_LOC: rules(deps.settings.taskConstraints),
    WORKING_DIRECTORY: deps.workingDirectory,
  });
}

const updateIn = ({ artifacts }: Deps, ids: readonly string[]): string =>
  `they are in the file ${artifacts.tasklist.path} and have the ids ${ids.join(', ')}; all others are not yours.`;
