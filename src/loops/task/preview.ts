import type { Change } from '../../domain/change.js';
import type { TreeId } from '../../domain/ids.js';
import type { Purpose } from '../../domain/progress.js';
import type { Role } from '../../domain/role.js';
import type { Task } from '../../domain/task.js';
import type { Contexts } from '../../ports/contexts.js';
import { checkBlock } from '../../prompting/check-block.js';
import { buildPrompt, type PromptDeps, researchPrompt, reviewPrompt } from './prompts.js';

/** A prompt that would be sent. */
export interface PreviewedPrompt {
  readonly role: Role;
  readonly purpose: Purpose;
  readonly text: string;
}

/** Stands where only a run can know what comes. */
const LATER = {
  report: "(the author's report stands here)",
  checks: "(the results of the project's checks stand here)",
  diff: "(the diff of the author's change stands here)",
} as const;

/** No trees, and one file that nobody has: as much of a change as a prompt needs to speak of one. */
const CHANGE: Change = {
  from: '' as TreeId,
  to: '' as TreeId,
  files: [{ path: '', from: null, status: 'modified', added: 0, deleted: 0, binary: false, generated: false }],
  patch: LATER.diff,
  patchBytes: LATER.diff.length,
  patchFile: null,
};

/**
 * The first prompts of a task, by the very functions that a run makes them with: the author's is exactly what would be
 * sent; in the reviewer's, notes stand for what only a run can know.
 */
export async function previewTask(
  task: Task,
  deps: PromptDeps,
  contexts: Contexts,
  checksKnown: boolean,
): Promise<readonly PreviewedPrompt[]> {
  const contextText = task.context === null ? null : await contexts.file(task.context);
  if (deps.settings.research)
    return [{ role: 'author', purpose: 'research', text: researchPrompt(deps, task, contextText) }];
  const groupText = task.group === null ? null : await contexts.group(task.group);
  const checks = !deps.settings.verify ? checkBlock(null) : checksKnown ? LATER.checks : checkBlock([]);
  const review = reviewPrompt(deps, { task }, { text: LATER.report, change: CHANGE }, checks);
  return [
    { role: 'author', purpose: 'build', text: buildPrompt(deps, { task, contextText, groupText }, null) },
    { role: 'reviewer', purpose: 'review', text: review },
  ];
}
