import type { Emit } from '../../domain/event.js';
import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { HardSignals } from '../../domain/signals.js';
import { dataBlock } from '../../prompting/fence.js';
import { rollbackBlock } from '../../prompting/rollback-block.js';
import { signalsBlock } from '../../prompting/signals-block.js';
import type { OuterDeps } from '../pipeline/deps.js';
import { type PromptDeps, render } from '../task/prompts.js';
import { feedbackBlock, goalsBlock } from './words.js';

/** What a question about the list needs of the world. */
type Deps = PromptDeps & Pick<OuterDeps, 'artifacts' | 'chain' | 'rollbacks'>;

const writeTo = ({ artifacts }: Deps): string =>
  `the list is the file ${artifacts.opportunities.files.path}, and its heading "# Opportunities"; edit it in place if it is there.`;

const listBlock = (text: string): string => dataBlock('The list as it is now', text);

/** The request for an analysis. */
export async function analyzePrompt(
  deps: Deps,
  list: string,
  signals: HardSignals,
  emit: Emit,
): Promise<Result<string, Halt>> {
  const goals = await goalsBlock(deps);
  if (!goals.ok) return goals;
  const issues = await issuesBlock(deps, emit);
  if (!issues.ok) return issues;
  return ok(
    render(deps, 'analyze_prompt', {
      HARD_SIGNALS: signalsBlock(signals),
      PROJECT_GOALS: goals.value,
      KNOWN_ISSUES: issues.value,
      ROLLBACK_CONTEXT: rollbackBlock(await deps.rollbacks.last()),
      OPPORTUNITIES_CONTENT: listBlock(list),
      OPPORTUNITY_WRITE_INSTRUCTIONS: writeTo(deps),
      WORKING_DIRECTORY: deps.workingDirectory,
    }),
  );
}

/** Issues that are known already. A file that is not there is told, and the analysis goes without it. */
async function issuesBlock({ artifacts, chain }: Deps, emit: Emit): Promise<Result<string, Halt>> {
  if (chain.issues === null) return ok('');
  const text = await artifacts.textOf(chain.issues);
  if (!text.ok) return err({ reason: 'artifacts', file: chain.issues, why: text.error });
  if (text.value === null) emit({ type: 'noticed', notice: { kind: 'issues-missing', file: chain.issues } });
  return ok(dataBlock('Known issues', text.value ?? ''));
}

/** The request to mend the list. */
export async function analyzeFixPrompt(
  deps: Deps,
  list: string,
  signals: HardSignals,
  feedback: string,
): Promise<Result<string, Halt>> {
  const goals = await goalsBlock(deps);
  if (!goals.ok) return goals;
  return ok(
    render(deps, 'analyze_fix_prompt', {
      OPPORTUNITIES_CONTENT: listBlock(list),
      FEEDBACK: feedbackBlock(feedback),
      HARD_SIGNALS: signalsBlock(signals),
      PROJECT_GOALS: goals.value,
      OPPORTUNITY_WRITE_INSTRUCTIONS: writeTo(deps),
      WORKING_DIRECTORY: deps.workingDirectory,
    }),
  );
}

/** The review of the list. */
export async function analyzeReviewPrompt(
  deps: Deps,
  list: string,
  signals: HardSignals,
): Promise<Result<string, Halt>> {
  const goals = await goalsBlock(deps);
  if (!goals.ok) return goals;
  return ok(
    render(deps, 'analyze_review_prompt', {
      OPPORTUNITIES_CONTENT: dataBlock('The list of opportunities', list),
      HARD_SIGNALS: signalsBlock(signals),
      PROJECT_GOALS: goals.value,
      WORKING_DIRECTORY: deps.workingDirectory,
    }),
  );
}
