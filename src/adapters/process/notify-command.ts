import type { Ending, RunProcess } from '../../ports/process.js';

/** A command of the settings that is told of events. */
export interface NotifyCommand {
  readonly command: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: RunProcess;
}

/** A message is sent in this time, or nobody is there to take it. */
const TOTAL_MS = 15_000;
const GRACE_MS = 500;
const TAIL_BYTES = 4_096;

/** Runs the command by the shell with a text on its stdin. Returns null, or why it failed. */
export async function notifyBy(
  { command, cwd, env, run }: NotifyCommand,
  stdin: string,
  totalMs = TOTAL_MS,
): Promise<string | null> {
  const limits = { idleMs: 0, totalMs, graceMs: GRACE_MS, tailBytes: TAIL_BYTES };
  const call = { program: 'sh', args: ['-c', command], cwd, env, stdin, limits };
  // Not given up on a signal: that is when somebody wants to hear of it.
  const { ending, stderrTail } = await run(call, new AbortController().signal);
  const why = whyOf(ending);
  const says = stderrTail.trim().split('\n').at(-1) ?? '';
  return why === null || says === '' ? why : `${why}: ${says}`;
}

function whyOf(ending: Ending): string | null {
  switch (ending.kind) {
    case 'exited':
      return ending.code === 0 ? null : `it ended with exit code ${ending.code}`;
    case 'signalled':
      return `it was ended by ${ending.signal}`;
    case 'silent':
    case 'timeout':
      return `it took longer than ${Math.round(ending.ms / 1_000)} s and was ended`;
    case 'not-found':
      return 'there is no sh to run it';
    case 'not-started':
      return ending.why;
    case 'cancelled':
      return 'it was stopped';
    default:
      return ending satisfies never;
  }
}
