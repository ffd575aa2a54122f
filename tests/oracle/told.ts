import type { RunEvent } from '../../src/domain/event.js';

/** What millstone itself said became of the tasks. */
export interface Told {
  readonly exits: readonly (number | null)[];
  /** Ids of tasks that landed, in this order. */
  readonly landed: readonly string[];
  readonly lost: ReadonlyMap<string, string>;
  /** Ids in the order in which they began or were through, the latter with a minus in front. */
  readonly beganAndEnded: readonly string[];
  /** How often a task went back to its author. */
  readonly returned: number;
}

/** Reads it from the events of all processes of a run. */
export function told(events: readonly RunEvent[], exits: readonly (number | null)[]): Told {
  const landed = events.flatMap((event) => (event.type === 'landed' ? [event.task as string] : []));
  const lost = events.flatMap((event) =>
    event.type === 'task-lost' ? [[event.lost.id as string, `${event.lost.outcome}: ${event.lost.says}`] as const] : [],
  );
  const beganAndEnded = events.flatMap((event) => {
    if (event.type === 'worktree-made') return [event.task as string];
    if (event.type === 'task-queued') return [`-${event.task}`];
    return event.type === 'task-lost' ? [`-${event.lost.id}`] : [];
  });
  const returned = events.filter(({ type }) => type === 'task-returned').length;
  return { exits, landed, lost: new Map(lost), beganAndEnded, returned };
}
