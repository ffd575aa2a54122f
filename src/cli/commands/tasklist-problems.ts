import { join } from 'node:path';
import { nodeFiles } from '../../adapters/files/node-files.js';
import type { Problem } from '../../domain/halt.js';
import type { Settings } from '../../domain/settings.js';
import { readTasklist } from '../../formats/tasklist.js';

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

/** Looks at the list that a run would work through. */
export async function listAtStart(
  top: string,
  { tasklist, maxTasks, compact, compactThreshold }: Settings,
): Promise<ListAtStart> {
  const text = await nodeFiles.read(join(top, tasklist));
  if (!text.ok || text.value === null) {
    return { problems: await tasklistProblems(top, tasklist), idle: maxTasks < 1 && !compact };
  }
  const { entries } = readTasklist(text.value);
  const ended = entries.filter(({ done }) => done).length;
  const compacts = compact ? ended > 0 : compactThreshold > 0 && ended >= compactThreshold;
  const works = !compact && ended < entries.length;
  return { problems: [], idle: compact ? !compacts : maxTasks < 1 || !(works || compacts) };
}
