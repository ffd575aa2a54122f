import type { Known, Tried } from '../../domain/checkup.js';
import { err, ok } from '../../domain/result.js';
import type { RunProcess } from '../../ports/process.js';

/** Something small to start. */
export interface Trial {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** No tool takes this long for a word about itself; the slowest known agent takes 3 s. */
const TRIAL_MS = 15_000;
const GRACE_MS = 1_000;
const TAIL_BYTES = 4_096;

/** Starts something and returns what it said; null when there is no such program. Its time is limited. */
export async function tryProgram(
  trial: Trial,
  run: RunProcess,
  signal: AbortSignal,
  ms = TRIAL_MS,
): Promise<Known<Tried | null>> {
  const limits = { idleMs: 0, totalMs: ms, graceMs: GRACE_MS, tailBytes: TAIL_BYTES };
  const { ending, stdoutTail, stderrTail } = await run({ ...trial, stdin: null, limits }, signal);
  const out = stdoutTail.trim();
  const told = stderrTail.trim() || out;
  switch (ending.kind) {
    case 'exited':
      return ok(
        ending.code === 0 ? { worked: true, says: out || told } : no(told || `it ended with exit code ${ending.code}`),
      );
    case 'not-found':
      return ok(null);
    case 'not-started':
      return ok(no(ending.why));
    case 'signalled':
      return ok(no(told || `it was ended by ${ending.signal}`));
    case 'silent':
    case 'timeout':
      return err(`it did not answer within ${Math.round(ending.ms / 1_000)} s`);
    case 'cancelled':
      return err('it was stopped');
    default:
      return ending satisfies never;
  }
}

const no = (says: string): Tried => ({ worked: false, says });
