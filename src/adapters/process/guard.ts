import { startBehind } from './start.js';

/** Watches over process groups in a process of its own. */
export interface Guard {
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
 * Starts, with the first group, a small process that outlives this one: when this process is killed, even with -9,
 * its pipe ends and it ends the groups it knows. It starts beside the first agent; the pipe keeps what it has not
 * read yet.
 */
export function startGuard(plan: GuardPlan): Guard {
  let pipe: NodeJS.WritableStream | null = null;
  const tell = (line: string): void => {
    // A guard that cannot start, or has died, leaves the run as safe as one without; it must not end it.
    pipe ??= startBehind(plan.program, [plan.script, plan.mark], plan.cwd);
    pipe.write(line);
  };
  return {
    add: (group) => tell(`+${group}\n`),
    remove: (group) => tell(`-${group}\n`),
    close: () => pipe?.end(),
  };
}
