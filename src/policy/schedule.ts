import type { TaskId } from '../domain/ids.js';
import type { Risk } from '../domain/task.js';

/** What has to be known of a task to find its turn. */
export interface Schedulable {
  readonly id: TaskId;
  readonly risk: Risk | null;
  /** Files that it says it is about. */
  readonly files: readonly string[];
  /** Tasks of the same run that have to land before it begins. */
  readonly after: readonly TaskId[];
}

/** Where a task of such a run stands. */
export type TaskState =
  | 'pending'
  /** Its agents are at work. */
  | 'running'
  /** Its work is approved and waits to be integrated, or is being integrated. */
  | 'queued'
  | 'landed'
  /** It came to nothing, or what it waits for did. */
  | 'lost';

/** How many may be at work. */
export interface Slots {
  readonly concurrency: number;
  readonly highRiskConcurrency: number;
}

/** Why a pending task does not begin. */
export type WaitingFor =
  | { readonly kind: 'task'; readonly tasks: readonly TaskId[] }
  | { readonly kind: 'file'; readonly task: TaskId; readonly path: string }
  | { readonly kind: 'high-risk' }
  | { readonly kind: 'slot' }
  /** What it waits for is lost: it never begins. */
  | { readonly kind: 'lost'; readonly tasks: readonly TaskId[] };

/** What may begin now, and why each other pending task does not. */
export interface Turn {
  readonly start: readonly TaskId[];
  readonly waiting: ReadonlyMap<TaskId, WaitingFor>;
}

/**
 * Finds the tasks that may begin. They are looked at in the order of the list; one that has to wait holds nobody back. Two
 * tasks about one file are never under way at once, from the first word to the landing: neither would see what the other
 * does (D30: the loss of one does not block the other).
 */
export function turn(
  tasks: readonly Schedulable[],
  stateOf: (id: TaskId) => TaskState,
  { concurrency, highRiskConcurrency }: Slots,
): Turn {
  const start: TaskId[] = [];
  const waiting = new Map<TaskId, WaitingFor>();
  const holders = new Map<string, TaskId>();
  let running = 0;
  let highRisk = 0;
  const takes = ({ id, files }: Schedulable): void => {
    for (const path of files) holders.set(path, id);
  };
  for (const task of tasks) {
    const state = stateOf(task.id);
    if (state !== 'running' && state !== 'queued') continue;
    takes(task);
    if (state === 'queued') continue;
    running++;
    if (task.risk === 'high') highRisk++;
  }
  for (const task of tasks) {
    if (stateOf(task.id) !== 'pending') continue;
    const lost = task.after.filter((id) => stateOf(id) === 'lost');
    const open = task.after.filter((id) => stateOf(id) !== 'landed');
    const held = task.files.find((path) => holders.has(path));
    const holder = held === undefined ? undefined : holders.get(held);
    if (lost.length > 0) waiting.set(task.id, { kind: 'lost', tasks: lost });
    else if (open.length > 0) waiting.set(task.id, { kind: 'task', tasks: open });
    else if (held !== undefined && holder !== undefined)
      waiting.set(task.id, { kind: 'file', task: holder, path: held });
    else if (task.risk === 'high' && highRisk >= highRiskConcurrency) waiting.set(task.id, { kind: 'high-risk' });
    else if (running >= concurrency) waiting.set(task.id, { kind: 'slot' });
    else {
      start.push(task.id);
      takes(task);
      running++;
      if (task.risk === 'high') highRisk++;
    }
  }
  return { start, waiting };
}
