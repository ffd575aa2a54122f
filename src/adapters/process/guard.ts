import { startBehind } from './start.js';

/** Watches over process groups in a process of its own. */
export interface Guard {
  /** Has to be there before a group is: a kill between the two would leave the group to nobody. */
  start(): void;
  add(group: number): void;
  remove(group: number): void;
  /** Lets the guard go; it ends what it was still told to watch. */
  close(): void;
}

/** Where the guard's program lies and whose children it ends. */
export interface GuardPlan {
  readonly program: string;
  readonly script: string;
  readonly mark: string;
  readonly cwd: string;
}

/**
 * A small process that outlives this one: when this process is killed, even with -9, its pipe ends and it ends the
 * groups it knows, and whoever bears the mark. It starts just before the first group; the pipe keeps what it has not
 * read yet.
 */
export function startGuard(plan: GuardPlan): Guard {
  let pipe: NodeJS.WritableStream | null = null;
  // A guard that cannot start, or has died, leaves the run as safe as one without; it must not end it.
  const started = (): NodeJS.WritableStream => {
    pipe ??= startBehind(plan.program, [plan.script, plan.mark], plan.cwd);
    return pipe;
  };
  return {
    start: () => void started(),
    add: (group) => void started().write(`+${group}\n`),
    remove: (group) => void started().write(`-${group}\n`),
    close: () => pipe?.end(),
  };
}
