import { z } from 'zod';

/** The beginning of a git process in its trace. Source: git's api-trace2, event format. */
const start = z.object({ event: z.literal('start'), argv: z.array(z.string()) });

/** Options of `git commit` that take what follows them in the same word: `-mn` has the message "n". */
const WITH_VALUE = 'mFCctS';

/** Whether a trace of git, events as JSON lines, tells of a commit that was told to leave the hooks out. */
export const skipsHooks = (trace: string): boolean => trace.split('\n').some((line) => isSkipping(argvIn(line)));

function argvIn(line: string): readonly string[] {
  if (!line.includes('"start"')) return [];
  try {
    const read = start.safeParse(JSON.parse(line));
    return read.success ? read.data.argv : [];
  } catch {
    return [];
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
