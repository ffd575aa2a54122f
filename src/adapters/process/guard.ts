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
  /** A file it writes to once everything is ended, if it is there; asked for when it starts, null for none. */
  readonly sign?: () => string | null;
}

/** What a run that ended in order says last: then there is nobody left to end. */
const BYE = 'bye';

/**
 * Waits in a shell, which is there at once and costs nothing while an agent starts. Only when the pipe ends without a
 * farewell does it start the program that knows how to find and end what is left, and hands on all it was told.
 */
const WAIT = `trap '' INT TERM HUP
told=
while IFS= read -r line; do
  [ "$line" = ${BYE} ] && exit 0
  told="$told$line
"
done
printf '%s' "$told$line" | "$1" "$2" "$3" "$4"`;

/**
 * A small process that outlives this one: when this process is killed, even with -9, its pipe ends and it ends the
 * groups it knows, and whoever bears the mark. It starts just before the first group; the pipe keeps what it has not
 * read yet.
 */
export function startGuard(plan: GuardPlan): Guard {
  let pipe: NodeJS.WritableStream | null = null;
  const watched = new Set<number>();
  // A guard that cannot start, or has died, leaves the run as safe as one without; it must not end it.
  const started = (): NodeJS.WritableStream => {
    const { program, script, mark, cwd, sign } = plan;
    pipe ??= startBehind('/bin/sh', ['-c', WAIT, 'millstone-guard', program, script, mark, sign?.() ?? ''], cwd);
    return pipe;
  };
  return {
    start: () => void started(),
    add(group) {
      watched.add(group);
      started().write(`+${group}\n`);
    },
    remove(group) {
      watched.delete(group);
      started().write(`-${group}\n`);
    },
    close() {
      if (watched.size === 0) pipe?.write(`${BYE}\n`);
      pipe?.end();
    },
  };
}
