import * as z from 'zod';

/** The beginning of a git process, and of a hook that one starts. Source: git's api-trace2, event format. */
const start = z.object({ event: z.literal('start'), argv: z.array(z.string()) });
const hook = z.object({ event: z.literal('child_start'), child_class: z.literal('hook'), hook_name: z.string() });

/** Options of `git commit` that take what follows them in the same word: `-mn` has the message "n". */
const WITH_VALUE = 'mFCctS';

/** What a trace tells about hooks. */
export interface HookTrace {
  /** Names of the hooks that were started. */
  readonly ran: ReadonlySet<string>;
  /** Whether a commit was told to leave them out. */
  readonly skipped: boolean;
}

/** Reads the trace of one git process, events as JSON lines. Lines that are none are stepped over. */
export function readHookTrace(trace: string): HookTrace {
  const ran = new Set<string>();
  let skipped = false;
  for (const line of trace.split('\n')) {
    if (!line.includes('start"')) continue;
    const event = eventIn(line);
    const began = start.safeParse(event);
    if (began.success) skipped ||= isSkipping(began.data.argv);
    const started = hook.safeParse(event);
    if (started.success) ran.add(started.data.hook_name);
  }
  return { ran, skipped };
}

function eventIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function isSkipping(argv: readonly string[]): boolean {
  const at = argv.indexOf('commit');
  if (at < 1) return false;
  if (argv.slice(0, at).some((word) => /^core\.hookspath=/i.test(word))) return true;
  const end = argv.indexOf('--', at);
  return argv.slice(at + 1, end === -1 ? undefined : end).some((word) => word === '--no-verify' || isShort(word));
}

/** `-n` alone or among other letters, before one that takes the rest of the word. */
function isShort(word: string): boolean {
  if (!/^-[A-Za-z]/.test(word)) return false;
  for (const letter of word.slice(1)) {
    if (letter === 'n') return true;
    if (WITH_VALUE.includes(letter)) return false;
  }
  return false;
}
