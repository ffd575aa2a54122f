import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import { tasklistScope } from '../../policy/tasklist-scope.js';
import type { TaskList } from '../../ports/task-list.js';
import type { RunContext } from '../context.js';
import type { TaskDeps } from './deps.js';
import { unusable } from './list-before.js';
import type { Started } from './work.js';

/** How often it is tried while somebody else writes to the list. */
const TRIES = 5;

/** What became of the list. */
export interface BoxesSet {
  /** Whether anything had to be written. */
  readonly changed: boolean;
  /** Titles of other tasks whose boxes the author had changed. */
  readonly undone: readonly string[];
  /** Whether the task itself is in the list. */
  readonly found: boolean;
}

const NOTHING: BoxesSet = { changed: false, undone: [], found: true };

/**
 * Makes the boxes of the tasklist say what they have to: the task's own as `done` says, all others what they said when
 * the task began (L1, L17). Tasks that were taken out are put back, which is a halt.
 */
export async function setBoxes(
  deps: Pick<TaskDeps, 'list' | 'settings'>,
  { task, tasklistText: before }: Pick<Started, 'task' | 'tasklistText'>,
  done: boolean,
  ctx: Pick<RunContext, 'emit'>,
): Promise<Result<BoxesSet, Halt>> {
  const { list } = deps;
  if (list === null || before === null) return ok(NOTHING);
  const boxes = { own: task, done, leaveOthers: !deps.settings.policy.enforceSingleTask };
  for (let tries = 0; tries < TRIES; tries++) {
    const now = await list.store.text();
    if (!now.ok) return err(unusable(list, now.error));
    if (now.value === before && !done) return ok(NOTHING);
    const scope = tasklistScope(before, now.value ?? '', boxes);
    const written = await write(list, before, now.value, scope.text);
    if (!written.ok) return err(unusable(list, written.error));
    if (!written.value) continue;
    const { file } = list;
    const { undone, removed, found } = scope;
    if (undone.length > 0) ctx.emit({ type: 'tasklist-restored', what: 'boxes', file, titles: undone });
    if (removed.length === 0) return ok({ changed: scope.text !== now.value, undone, found });
    ctx.emit({ type: 'tasklist-restored', what: 'tasks', file, titles: removed });
    return err({ reason: 'check', hit: { check: 'tasklist-scope', path: file, titles: removed }, diff: null });
  }
  return err(unusable(list, `${list.file}: somebody else keeps writing to it`));
}

/** False when somebody else has written meanwhile. A list that is gone is put back whole. */
async function write(
  list: TaskList,
  before: string,
  now: string | null,
  next: string,
): Promise<Result<boolean, string>> {
  if (now !== null) return next === now ? ok(true) : list.store.put(now, next);
  const back = await list.restore(before);
  return back.ok ? ok(true) : back;
}
