import { join } from 'node:path';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { type RemoteTasks, remoteTasks } from '../../config/remote-tasks.js';
import type { Problem } from '../../domain/halt.js';
import { readTasklist } from '../../formats/tasklist.js';
import { circleProblems } from '../parallel/preview.js';
import type { Prepared } from '../prepare.js';

const FIX =
  'millstone --task "..." needs none. A list is a Markdown file with a line "- [ ] what is to be done" for each task';

/** What stands in the way of working through a list; `file` is relative to `top`. */
export async function tasklistProblems(top: string, file: string): Promise<readonly Problem[]> {
  const text = await nodeFiles.read(join(top, file));
  if (!text.ok) return [{ what: text.error.replace(`${top}/`, ''), fix: 'set right what is wrong with the tasklist' }];
  return text.value === null ? [{ what: `the tasklist ${file} was not found`, fix: FIX }] : [];
}

/** A list as a start finds it. */
export interface ListAtStart {
  readonly problems: readonly Problem[];
  /** Whether a run would ask no agent: nothing is to be done in the list. */
  readonly idle: boolean;
}

/** Looks at the list that a run would work through, `atOnce` for tasks at once. */
export async function listAtStart(top: string, { settings, loaded }: Prepared, atOnce = false): Promise<ListAtStart> {
  const { tasklist, maxTasks, compact, compactThreshold } = settings;
  const remote = remoteTasks(loaded);
  if (remote !== null) return { problems: [elsewhere(remote)], idle: true };
  const text = await nodeFiles.read(join(top, tasklist));
  if (!text.ok || text.value === null) {
    return { problems: await tasklistProblems(top, tasklist), idle: maxTasks < 1 && !compact };
  }
  const { entries } = readTasklist(text.value);
  const ended = entries.filter(({ done }) => done).length;
  const compacts = compact ? ended > 0 : compactThreshold > 0 && ended >= compactThreshold;
  const works = !compact && ended < entries.length;
  const problems = atOnce ? circleProblems(entries) : [];
  return { problems, idle: compact ? !compacts : maxTasks < 1 || !(works || compacts) };
}

/** Tasks that live in a tracker are nothing that this version plans or does. */
export function trackerProblems({ loaded }: Pick<Prepared, 'loaded'>): readonly Problem[] {
  const remote = remoteTasks(loaded);
  return remote === null ? [] : [elsewhere(remote)];
}

/** A list that happens to lie here is not what the settings ask for. */
const elsewhere = ({ provider, labels }: RemoteTasks): Problem => ({
  what: `the tasks of this repository live in ${provider}${labels.length === 0 ? '' : ` (labels: ${labels.join(', ')})`}, and this version works through files only`,
  fix: 'set tasklist_provider = "file" in .millstone/config.toml, or name the task with --task "..."',
});
