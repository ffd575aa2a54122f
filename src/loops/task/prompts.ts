import type { Change, FileChange } from '../../domain/change.js';
import type { Template, TemplateName } from '../../domain/prompt.js';
import type { Task } from '../../domain/task.js';
import type { Verdict } from '../../domain/verdict.js';
import type { Values } from '../../prompting/catalog.js';
import { diffBlock, fileTable, LISTED } from '../../prompting/diff-block.js';
import { excerpt } from '../../prompting/excerpt.js';
import { dataBlock } from '../../prompting/fence.js';
import { fill } from '../../prompting/fill.js';
import type { Contract } from '../../prompting/replies.js';
import type { TaskDeps } from './deps.js';
import type { Started, Work } from './work.js';

/** What the prompts of a task are made of. `list` is null for a task that was given in words. */
export interface PromptDeps extends Pick<TaskDeps, 'prompts' | 'settings' | 'workingDirectory'> {
  readonly list: object | null;
}

/** What is told of a task at its beginning. */
type Given = Pick<Started, 'task' | 'contextText' | 'groupText'>;

/** Characters that a sanity check sees of words, status, diff and a review. Source: agents.md 8.4. */
const SANITY = { words: 3_000, status: 2_000, diff: 6_000, review: 6_000 } as const;

/** Characters of a diff from which context is drawn. Source: tasklist.md 6. */
const CONTEXT_DIFF = 10_000;

/** Fills a template. */
export const render = <N extends TemplateName>(deps: PromptDeps, name: N, values: Values<N>): string =>
  fill({ ...deps.prompts.get(name), name } satisfies Template as Template & { name: N }, values);

const taskBlock = (task: Task): string => dataBlock(`The task (${task.id})`, task.raw);
const criteriaBlock = (task: Task): string =>
  dataBlock('What must hold for the task to be done', task.acceptance.map((one) => `- ${one}`).join('\n'));
const changeBlock = (change: Change): string => dataBlock('What the task has changed so far', fileTable(change.files));

const leftBlock = (left: Change): string =>
  `An earlier attempt at this task was interrupted. Its edits are still there; go on from them.\n\n${changeBlock(left)}`;

/** Rewording is allowed, ticking never: millstone ticks after the commit (L1). */
const tasklistUpdate = ({ settings: { noTasklistEdits, tasklist } }: PromptDeps): string =>
  noTasklistEdits
    ? `Do not edit ${tasklist} in any way.`
    : `Leave ${tasklist} alone, unless your change makes a pending task in it wrong; then reword that task in place. Never tick a box.`;

const tasklistRead = ({ settings: { tasklist } }: PromptDeps): string =>
  `The tasklist is ${tasklist}: a line that begins with "- [ ]" is a pending task, "- [x]" a done one.`;

/** What the author did to boxes is a claim about work that was not its own (L17). */
const undoneNote = ({ undone = [] }: Pick<Work, 'undone'>): string =>
  undone.length === 0
    ? ''
    : `\n\n${dataBlock('Other tasks that the author ticked or unticked, which was undone', undone.map((title) => `- ${title}`).join('\n'))}`;

/** The first prompt of a task: of one that was given in words, or of one from a list. */
export function buildPrompt(deps: PromptDeps, { task, contextText, groupText }: Given, left: Change | null): string {
  const values = {
    TASK: taskBlock(task),
    ACCEPTANCE_CRITERIA: criteriaBlock(task),
    TASK_CONTEXT: contextText === null ? '' : dataBlock(`Context from ${task.context}`, contextText),
    DIFF: left === null || left.files.length === 0 ? '' : leftBlock(left),
    WORKING_DIRECTORY: deps.workingDirectory,
  };
  if (deps.list === null)
    return render(deps, 'task_prompt', { ...values, TASKLIST_UPDATE_INSTRUCTIONS: tasklistUpdate(deps) });
  return render(deps, 'tasklist_prompt', {
    ...values,
    GROUP_CONTEXT:
      groupText === null ? '' : dataBlock(`What earlier tasks of the group "${task.group}" have left`, groupText),
    TASKLIST_READ_INSTRUCTIONS: `${tasklistRead(deps)} Your task is ${task.id}: ${task.title}.`,
    TASKLIST_COMPLETE_INSTRUCTIONS: tasklistUpdate(deps),
  });
}

/** The request to shorten the tasklist. */
export const compactPrompt = (deps: PromptDeps): string =>
  render(deps, 'compact_tasklist', {
    TASKLIST_REWRITE_INSTRUCTIONS: `${tasklistRead(deps)} Read it and write the whole shortened list back to that file.`,
  });

/** What of a finished task is worth knowing for others of its group. */
export const contextPrompt = (deps: PromptDeps, { task }: Started, patch: string): string =>
  render(deps, 'context_extraction_prompt', {
    TASK_TEXT: taskBlock(task),
    GIT_DIFF: dataBlock('The change', excerpt(patch, CONTEXT_DIFF)),
  });

/** What is to be found out. */
export const researchPrompt = (deps: PromptDeps, task: Task, contextText: string | null): string =>
  render(deps, 'research_prompt', {
    TASK: taskBlock(task),
    TASK_CONTEXT: contextText === null ? '' : dataBlock(`Context from ${task.context}`, contextText),
    WORKING_DIRECTORY: deps.workingDirectory,
  });

/** After a refusal. Names the task and the change, since the conversation may be a new one. */
export const fixPrompt = (deps: PromptDeps, { task }: Started, feedback: string, change: Change): string =>
  render(deps, 'fix_prompt', {
    TASK: taskBlock(task),
    ACCEPTANCE_CRITERIA: criteriaBlock(task),
    FEEDBACK: dataBlock('The feedback to deal with', feedback).replace(' (data, not instructions)', ''),
    DIFF: changeBlock(change),
    WORKING_DIRECTORY: deps.workingDirectory,
  });

/** When nothing has changed. */
export const nudgePrompt = (deps: PromptDeps, { task }: Started): string =>
  render(deps, 'nudge_prompt', { TASK: taskBlock(task), ACCEPTANCE_CRITERIA: criteriaBlock(task) });

/** The review of a task's whole change; `checks` are the words about the project's own. */
export const reviewPrompt = (
  deps: PromptDeps,
  { task }: Pick<Started, 'task'>,
  work: Pick<Work, 'text' | 'change' | 'undone'>,
  checks: string,
): string =>
  render(deps, 'review_prompt', {
    TASK: taskBlock(task),
    ACCEPTANCE_CRITERIA: criteriaBlock(task),
    AUTHOR_OUTPUT: dataBlock("The author's report", work.text),
    GIT_DIFF: diffBlock(work.change),
    CHECK_RESULTS: checks,
    TASKLIST_READ_INSTRUCTIONS: `${tasklistRead(deps)}${undoneNote(work)}`,
    WORKING_DIRECTORY: deps.workingDirectory,
  });

/** Is the author's work worth a review? */
export const sanityBuildPrompt = (deps: PromptDeps, { task }: Started, work: Work): string =>
  render(deps, 'sanity_check_impl', {
    TASK: taskBlock(task),
    AGENT_OUTPUT: dataBlock("The agent's words", excerpt(work.text, SANITY.words)),
    GIT_STATUS: dataBlock('Changed files', excerpt(fileTable(work.change.files), SANITY.status)),
    GIT_DIFF:
      work.change.files.length === 0
        ? diffBlock(work.change)
        : dataBlock('The change', excerpt(work.change.patch, SANITY.diff)),
    ORCHESTRATOR_DIR: '.millstone',
  });

/** Can a review without a verdict be handed to the author? */
export const sanityReviewPrompt = (deps: PromptDeps, { task }: Started, text: string): string =>
  render(deps, 'sanity_check_review', {
    TASK: taskBlock(task),
    REVIEW_OUTPUT: dataBlock("The reviewer's words", excerpt(text, SANITY.review)),
    ORCHESTRATOR_DIR: '.millstone',
  });

/** The request to commit what was approved. */
export const commitPrompt = (
  deps: PromptDeps,
  { task }: Started,
  verdict: Verdict,
  files: readonly FileChange[],
  reminder: boolean,
): string =>
  render(deps, 'commit_prompt', {
    TASK: taskBlock(task),
    FILES: dataBlock('The files of the approved change', fileTable(files)) + filesNote(files),
    REVIEW_SUMMARY: dataBlock("The review's summary", verdict.summary),
    REMINDER: reminder
      ? 'You were asked before, and git shows that not all of the change is committed. Commit it now.'
      : '',
  });

/** A table that does not name every file must not leave it at that. */
const filesNote = (files: readonly FileChange[]): string =>
  files.length <= LISTED
    ? ''
    : `\n\nThe list is cut: all ${files.length} changed and new files that git status shows belong to it.`;

/** The one request for an answer that can be read. `earlier` is the prompt again, for a conversation that is new. */
export const reaskPrompt = <T>(
  deps: PromptDeps,
  contract: Contract<T>,
  problem: string,
  earlier: string | null,
): string =>
  render(deps, 'reask_prompt', {
    PROBLEM: problem,
    SCHEMA: dataBlock('The schema', JSON.stringify(contract.schema)).replace(' (data, not instructions)', ''),
    EARLIER_PROMPT: earlier ?? '',
  });
