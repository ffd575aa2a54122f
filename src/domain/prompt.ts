/** The templates, under the original's file names (`<name>.md`). */
export const TEMPLATES = [
  'task_prompt',
  'tasklist_prompt',
  'fix_prompt',
  'nudge_prompt',
  'review_prompt',
  'sanity_check_impl',
  'sanity_check_review',
  'commit_prompt',
  'context_extraction_prompt',
  'compact_tasklist',
  'reask_prompt',
  'review_diff_prompt',
  'research_prompt',
  'split_task_prompt',
  'analyze_prompt',
  'analyze_fix_prompt',
  'analyze_review_prompt',
  'design_prompt',
  'design_fix_prompt',
  'review_design_prompt',
  'plan_prompt',
  'plan_fix_prompt',
  'plan_review_prompt',
  'task_split_prompt',
] as const;
export type TemplateName = (typeof TEMPLATES)[number];

/** A template as it will be filled. `file` is where it was read; `builtIn` is false for a user's override. */
export interface Template {
  readonly name: TemplateName;
  readonly text: string;
  readonly file: string;
  readonly builtIn: boolean;
}
