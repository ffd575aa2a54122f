import type { RunEvent } from '../../src/domain/event.js';

/** What millstone itself said became of the tasks. */
export interface Told {
  readonly exit: number | null;
  /** Ids of tasks that landed; what a killed process has landed is known by its box alone. */
  readonly landed: readonly string[];
  /** Those that the last process of the run has lost, and why. */
  readonly lost: ReadonlyMap<string, string>;
  /** In each process the ids in the order in which they began or were through, the latter with a minus in front. */
  readonly beganAndEnded: readonly (readonly string[])[];
  /** How often a task went back to its author. */
  readonly returned: number;
}

/** A process of a run that has ended. */
export interface Process {
  readonly events: readonly RunEvent[];
  readonly exitCode: number | null;
}

/** Reads it from the events of all processes of a run. `ticked` are the tasks whose boxes are ticked in the end. */
export function told(processes: readonly Process[], ticked: readonly string[]): Told {
  const last = processes.at(-1);
  const all = processes.flatMap(({ events }) => events);
  const landed = all.flatMap((event) => (event.type === 'landed' ? [event.task as string] : []));
  const lost = (last?.events ?? []).flatMap((event) =>
    event.type === 'task-lost' ? [[event.lost.id as string, `${event.lost.outcome}: ${event.lost.says}`] as const] : [],
  );
  return {
    exit: last?.exitCode ?? null,
    landed: processes.length === 1 ? landed : [...new Set([...landed, ...ticked])],
    lost: new Map(lost),
    beganAndEnded: processes.map(({ events }) => events.flatMap(beginOrEnd)),
    returned: all.filter(({ type }) => type === 'task-returned').length,
  };
}

function beginOrEnd(event: RunEvent): readonly string[] {
  if (event.type === 'worktree-made') return [event.task];
  if (event.type === 'task-queued') return [`-${event.task}`];
  return event.type === 'task-lost' ? [`-${event.lost.id}`] : [];
}
