import type { Halt } from '../../domain/halt.js';
import type { DesignId } from '../../domain/ids.js';
import type { Opportunity } from '../../domain/opportunity.js';
import { ok, type Result } from '../../domain/result.js';
import type { StoredDesign } from '../../ports/designs.js';
import { dataBlock } from '../../prompting/fence.js';
import type { OuterDeps } from '../pipeline/deps.js';
import { type PromptDeps, render } from '../task/prompts.js';
import { feedbackBlock, goalsBlock } from './words.js';

/** What a question about a design needs of the world. */
type Deps = PromptDeps & Pick<OuterDeps, 'artifacts'>;

const writeTo = (file: string, id: string): string =>
  `the document is the file ${file}; edit it in place if it is there. Its id is ${id}.`;

const opportunityBlock = ({ id, raw }: Opportunity): string => dataBlock(`The opportunity (${id})`, raw);

/** The request for a design; with `feedback` where one is wanted that is not there any more. */
export async function designPrompt(
  deps: Deps,
  opportunity: Opportunity,
  id: DesignId,
  feedback: string | null,
): Promise<Result<string, Halt>> {
  const goals = await goalsBlock(deps);
  if (!goals.ok) return goals;
  const asked = render(deps, 'design_prompt', {
    OPPORTUNITY: opportunityBlock(opportunity),
    OPPORTUNITY_ID: opportunity.id,
    PROJECT_GOALS: goals.value,
    DESIGN_WRITE_INSTRUCTIONS: writeTo(deps.artifacts.designs.fileOf(id), id),
    WORKING_DIRECTORY: deps.workingDirectory,
  });
  return ok(feedback === null ? asked : `${feedbackBlock(feedback)}\n\n${asked}`);
}

/** The request to mend a design. */
export async function designFixPrompt(
  deps: Deps,
  opportunity: Opportunity,
  { id, text, file }: StoredDesign,
  feedback: string,
): Promise<Result<string, Halt>> {
  return ok(
    render(deps, 'design_fix_prompt', {
      OPPORTUNITY: opportunityBlock(opportunity),
      DESIGN_CONTENT: dataBlock(`The design as it is now (${file})`, text),
      FEEDBACK: feedbackBlock(feedback),
      DESIGN_WRITE_INSTRUCTIONS: writeTo(file, id),
      WORKING_DIRECTORY: deps.workingDirectory,
    }),
  );
}

/** The review of a design; `opportunity` is null where it names none that exists. */
export async function designReviewPrompt(
  deps: Deps,
  opportunity: Opportunity | null,
  text: string,
): Promise<Result<string, Halt>> {
  const goals = await goalsBlock(deps);
  if (!goals.ok) return goals;
  return ok(
    render(deps, 'review_design_prompt', {
      OPPORTUNITY: opportunity === null ? '' : opportunityBlock(opportunity),
      DESIGN_CONTENT: dataBlock('The design', text),
      PROJECT_GOALS: goals.value,
      WORKING_DIRECTORY: deps.workingDirectory,
    }),
  );
}
