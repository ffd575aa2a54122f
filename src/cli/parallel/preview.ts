import { codeFiles } from '../../adapters/files/code-files.js';
import type { Problem } from '../../domain/halt.js';
import type { TaskId } from '../../domain/ids.js';
import type { Settings } from '../../domain/settings.js';
import type { ListedTask, Task } from '../../domain/task.js';
import { parallelPlan } from '../../policy/parallel-plan.js';
import { turn, type WaitingFor } from '../../policy/schedule.js';
import { isFolderBelow } from './paths.js';

/** What a run would do at once, when each would begin, and what stands in its way. */
export interface AtOncePreview {
  readonly tasks: readonly { readonly task: Task; readonly when: string }[];
  readonly more: number;
  readonly problems: readonly Problem[];
}

/** Looks at a list as a run of many would. */
export function previewAtOnce(list: readonly ListedTask[], top: string, settings: Settings): AtOncePreview {
  const { exists } = codeFiles(top);
  const paths = { exists, isFolder: isFolderBelow(top) };
  const planned = parallelPlan(list, Math.max(0, settings.maxTasks), paths);
  if (planned.kind === 'circle') return { tasks: [], more: 0, problems: circleProblems(list) };
  const { waiting } = turn(planned.tasks, () => 'pending', settings.parallel);
  const strangers = (id: TaskId): string => {
    const names = planned.unknown.filter(({ task }) => task === id).map(({ name }) => name);
    return names.length === 0 ? '' : ` (it names ${names.join(', ')}, which is no task of the list)`;
  };
  const tasks = planned.tasks.map(({ task }) => {
    const when = `${words(waiting.get(task.id), settings)}${strangers(task.id)}`;
    return { task, when };
  });
  return { tasks, more: planned.left, problems: [] };
}

/** What a chain would do with the tasks it executes. */
export const chainAtOnce = ({ parallel: { concurrency, baseBranch } }: Settings): string =>
  `Tasks would be executed at once, ${concurrency} at a time, each in a worktree of its own, and land on ${baseBranch ?? 'the branch that is checked out'}.`;

/** Tasks that wait for one another, which no order does. */
export function circleProblems(list: readonly ListedTask[]): readonly Problem[] {
  const planned = parallelPlan(list, 0, { exists: () => false, isFolder: () => false });
  return planned.kind === 'circle' ? [{ what: planned.says, fix: 'take one of these dependencies out' }] : [];
}

function words(why: WaitingFor | undefined, { parallel }: Settings): string {
  switch (why?.kind) {
    case undefined:
      return 'begins at once';
    case 'task':
    case 'lost':
      return `waits until ${named(why.tasks)} landed`;
    case 'file':
      return `waits until ${named([why.task])} landed, which is about ${why.path} too`;
    case 'high-risk':
      return `waits for another one of high risk (${parallel.highRiskConcurrency} at a time)`;
    case 'slot':
      return `waits for a free place (${parallel.concurrency} at a time)`;
  }
}

const named = (tasks: readonly TaskId[]): string => `${tasks.join(', ')} ${tasks.length === 1 ? 'has' : 'have'}`;
