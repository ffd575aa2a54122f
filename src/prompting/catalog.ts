import type { TemplateName } from '../domain/prompt.js';

/** What a template must and may mention, in the original's placeholder names. */
export interface Placeholders {
  /** An override without one of these is refused at the start. */
  readonly required: readonly string[];
  /** Filled where they are mentioned. */
  readonly optional: readonly string[];
}

/** Every template with its placeholders. A test compares it with the files. */
export const CATALOG = {
  task_prompt: {
    required: ['TASK'],
    optional: ['TASKLIST_UPDATE_INSTRUCTIONS', 'ACCEPTANCE_CRITERIA', 'TASK_CONTEXT', 'WORKING_DIRECTORY', 'DIFF'],
  },
  tasklist_prompt: {
    required: [],
    optional: [
      'TASK',
      'TASKLIST_READ_INSTRUCTIONS',
      'TASKLIST_COMPLETE_INSTRUCTIONS',
      'ACCEPTANCE_CRITERIA',
      'GROUP_CONTEXT',
      'TASK_CONTEXT',
      'WORKING_DIRECTORY',
      'DIFF',
    ],
  },
  fix_prompt: { required: ['TASK', 'FEEDBACK'], optional: ['DIFF', 'ACCEPTANCE_CRITERIA', 'WORKING_DIRECTORY'] },
  nudge_prompt: { required: ['TASK'], optional: ['ACCEPTANCE_CRITERIA'] },
  review_prompt: {
    required: ['GIT_DIFF'],
    optional: [
      'TASK',
      'AUTHOR_OUTPUT',
      'ACCEPTANCE_CRITERIA',
      'CHECK_RESULTS',
      'WORKING_DIRECTORY',
      'TASKLIST_READ_INSTRUCTIONS',
    ],
  },
  sanity_check_impl: { required: ['GIT_DIFF'], optional: ['TASK', 'AGENT_OUTPUT', 'GIT_STATUS', 'ORCHESTRATOR_DIR'] },
  sanity_check_review: { required: ['REVIEW_OUTPUT'], optional: ['TASK', 'ORCHESTRATOR_DIR'] },
  commit_prompt: { required: [], optional: ['TASK', 'FILES', 'REVIEW_SUMMARY', 'REMINDER'] },
  compact_tasklist: { required: ['TASKLIST_REWRITE_INSTRUCTIONS'], optional: [] },
  context_extraction_prompt: { required: ['GIT_DIFF'], optional: ['TASK_TEXT'] },
  review_diff_prompt: { required: ['DIFF_CONTENT'], optional: ['TASKLIST_SUMMARY'] },
  split_task_prompt: {
    required: ['TASK_CONTENT'],
    optional: ['TASK_NUMBER', 'COMPLEXITY', 'FILE_REFS', 'KEYWORDS'],
  },
  research_prompt: { required: ['TASK'], optional: ['TASK_CONTEXT', 'WORKING_DIRECTORY'] },
  analyze_prompt: {
    required: ['OPPORTUNITY_WRITE_INSTRUCTIONS'],
    optional: [
      'HARD_SIGNALS',
      'PROJECT_GOALS',
      'KNOWN_ISSUES',
      'ROLLBACK_CONTEXT',
      'OPPORTUNITIES_CONTENT',
      'WORKING_DIRECTORY',
    ],
  },
  analyze_fix_prompt: {
    required: ['OPPORTUNITIES_CONTENT', 'FEEDBACK'],
    optional: ['HARD_SIGNALS', 'PROJECT_GOALS', 'OPPORTUNITY_WRITE_INSTRUCTIONS', 'WORKING_DIRECTORY'],
  },
  analyze_review_prompt: {
    required: ['OPPORTUNITIES_CONTENT'],
    optional: ['HARD_SIGNALS', 'PROJECT_GOALS', 'WORKING_DIRECTORY'],
  },
  design_prompt: {
    required: ['OPPORTUNITY', 'DESIGN_WRITE_INSTRUCTIONS'],
    optional: ['OPPORTUNITY_ID', 'PROJECT_GOALS', 'WORKING_DIRECTORY'],
  },
  design_fix_prompt: {
    required: ['DESIGN_CONTENT', 'FEEDBACK'],
    optional: ['OPPORTUNITY', 'DESIGN_WRITE_INSTRUCTIONS', 'WORKING_DIRECTORY'],
  },
  review_design_prompt: {
    required: ['DESIGN_CONTENT'],
    optional: ['OPPORTUNITY', 'PROJECT_GOALS', 'WORKING_DIRECTORY'],
  },
  plan_prompt: {
    required: ['DESIGN_CONTENT', 'TASKLIST_APPEND_INSTRUCTIONS'],
    optional: ['TASKLIST_CONTENT', 'MAX_LOC', 'WORKING_DIRECTORY'],
  },
  plan_fix_prompt: {
    required: ['PLAN_CONTENT', 'FEEDBACK'],
    optional: ['DESIGN_CONTENT', 'TASKLIST_UPDATE_INSTRUCTIONS', 'WORKING_DIRECTORY'],
  },
  plan_review_prompt: {
    required: ['PROPOSED_PLAN'],
    optional: ['DESIGN_CONTENT', 'TASKLIST_CONTENT', 'MAX_LOC', 'WORKING_DIRECTORY'],
  },
  task_split_prompt: {
    required: ['VIOLATIONS'],
    optional: ['TASKLIST_CONTENT', 'TASKLIST_UPDATE_INSTRUCTIONS', 'MAX_LOC'],
  },
  reask_prompt: { required: ['PROBLEM', 'SCHEMA'], optional: ['EARLIER_PROMPT'] },
} as const satisfies Readonly<Record<TemplateName, Placeholders>>;

type Catalog = typeof CATALOG;

/** The values of a template: all of its placeholders, so that a forgotten or misspelt one does not compile. */
export type Values<N extends TemplateName> = Readonly<
  Record<Catalog[N]['required'][number] | Catalog[N]['optional'][number], string>
>;
