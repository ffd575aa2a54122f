import type { AgentReply } from '../../domain/agent.js';
import type { Sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { TaskOutlook } from '../../domain/outlook.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Entry } from '../../formats/tasklist.js';
import { subtasksIn } from '../../policy/split.js';
import { dataBlock } from '../../prompting/fence.js';
import { fill } from '../../prompting/fill.js';
import { ask } from '../ask.js';
import type { RunContext } from '../context.js';
import type { TaskDeps } from '../task/deps.js';
import { unreadable } from '../task/unreadable.js';
import { untouched } from '../untouched.js';

/** How a task could be split. */
export interface Split {
  /** The answer, whole. */
  readonly text: string;
  readonly subtasks: readonly Entry[];
}

/**
 * Asks the author how a task could be split; it may only look. A proposal that could not stand in the tasklist as it is, is
 * asked for once more with what is wrong with it; then it is a halt.
 */
export async function splitTask(
  task: TaskOutlook,
  others: readonly Entry[],
  before: Sighting,
  deps: TaskDeps,
  ctx: RunContext,
): Promise<Result<Split, Halt>> {
  const put = (key: string, prompt: string, conversation: string | null): Promise<Result<AgentReply, Halt>> =>
    ask(
      deps,
      { role: 'author', purpose: 'split-task', cycle: 1, task: task.id, schema: null, prompt, conversation },
      { key, after: () => untouched(deps.repository, before, 'author', ctx), harmless: async () => ok(true) },
      ctx,
    );
  const prompt = splitPrompt(task, deps);
  const first = await put('split-task', prompt, null);
  if (!first.ok) return first;
  const read = subtasksIn(first.value.text, others);
  if (read.ok) return ok({ text: first.value.text, subtasks: read.value });

  ctx.emit({ type: 'asked-again', role: 'author', why: read.error });
  const { conversation } = first.value;
  const wrong = `Your last answer cannot be used: ${read.error}. Give the whole answer again with that mended.`;
  const again = await put('split-task/again', `${conversation === null ? `${prompt}\n` : ''}${wrong}\n`, conversation);
  if (!again.ok) return again;
  const reread = subtasksIn(again.value.text, others);
  if (reread.ok) return ok({ text: again.value.text, subtasks: reread.value });
  return err(unreadable('author', deps, { text: again.value.text, problem: reread.error }, 'a list of subtasks'));
}

/** The request for a proposal. */
export function splitPrompt(
  { number, id, raw, complexity, references, keywords }: TaskOutlook,
  deps: Pick<TaskDeps, 'prompts'>,
): string {
  const template = { ...deps.prompts.get('split_task_prompt'), name: 'split_task_prompt' } as const;
  const listed = (words: readonly string[]): string => (words.length === 0 ? 'None detected' : words.join(', '));
  return fill(template, {
    TASK_NUMBER: String(number),
    TASK_CONTENT: dataBlock(`The task (${id})`, raw),
    COMPLEXITY: complexity,
    FILE_REFS: listed(references),
    KEYWORDS: listed(keywords),
  });
}
