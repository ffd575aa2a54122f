import type { Halt, StopSignal } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Ended, RunProcess } from '../../ports/process.js';

/** One git process. */
export interface GitCall {
  /** What it is for, as a halt tells it: `look at the working tree`. */
  readonly doing: string;
  readonly args: readonly string[];
  /** An index of our own in place of the user's. */
  readonly index?: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds; 0 means no limit. */
  readonly totalMs?: number;
  /** Exit codes besides 0 that are answers, not failures. */
  readonly answers?: readonly number[];
  /** Given, the output streams here and is not collected. */
  readonly onStdout?: (chunk: Uint8Array) => void;
  /** Given, says what it means that `totalMs` are up; `said` is what was printed until then. */
  readonly late?: (ms: number, said: string) => Halt;
}

export interface GitDone {
  readonly code: number;
  /** Empty when it was streamed. */
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs git in one folder. A failure is a halt, unless its exit code was named as an answer. */
export type Git = (call: GitCall, signal: AbortSignal) => Promise<Result<GitDone, Halt>>;

export interface GitPlace {
  readonly run: RunProcess;
  readonly cwd: string;
  /** The whole environment of the child, already without what would fix another repository. */
  readonly env: Readonly<Record<string, string>>;
}

/** Collected output is bounded: beyond this many bytes a listing is refused rather than kept. */
const OUTPUT_LIMIT = 128 * 1024 * 1024;
/** No single look at a repository takes this long unless something hangs. */
const TOTAL_MS = 30 * 60_000;
const GRACE_MS = 5_000;
const TAIL_BYTES = 16 * 1024;

/** Settings of a user that would change what we read, or make git leave something running behind. */
const SETTINGS = [
  'core.quotePath=false',
  'core.safecrlf=false',
  'core.splitIndex=false',
  'add.ignoreErrors=false',
  'advice.addEmbeddedRepo=false',
  'advice.detachedHead=false',
  'log.showRoot=true',
  'log.showSignature=false',
  'diff.suppressBlankEmpty=false',
  'gc.auto=0',
  'maintenance.auto=false',
  // A resolution from another day is nobody's answer to a conflict of today.
  'rerere.enabled=false',
].flatMap((setting) => ['-c', setting]);

/** git never waits for a person (S18): no editor, no prompt, no pager, and no terminal for a pinentry. */
const ENVIRONMENT = {
  LC_ALL: 'C',
  LANGUAGE: 'en',
  GIT_TERMINAL_PROMPT: '0',
  GIT_EDITOR: 'true',
  GIT_SEQUENCE_EDITOR: 'true',
  GIT_PAGER: 'cat',
  GIT_OPTIONAL_LOCKS: '0',
  // What is looked at must be what is there, and what a push would send.
  GIT_NO_REPLACE_OBJECTS: '1',
  SSH_ASKPASS_REQUIRE: 'never',
} as const;

/** Binds git to a folder. */
export function makeGit({ run, cwd, env }: GitPlace): Git {
  const { GPG_TTY: _, ...inherited } = env;
  return async (call, signal) => {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    const keep = (chunk: Uint8Array): void => {
      bytes += chunk.length;
      // Copied: the port does not promise that a chunk's memory stays as it is.
      if (bytes <= OUTPUT_LIMIT) chunks.push(chunk.slice());
    };
    // A private index may be refreshed at will, the user's is left alone.
    const own = call.index === undefined ? {} : { GIT_INDEX_FILE: call.index, GIT_OPTIONAL_LOCKS: '1' };
    const ended = await run(
      {
        program: 'git',
        args: ['--no-pager', ...SETTINGS, ...call.args],
        cwd,
        stdin: call.stdin ?? null,
        env: { ...inherited, ...ENVIRONMENT, ...own, ...call.env },
        limits: { idleMs: 0, totalMs: call.totalMs ?? TOTAL_MS, graceMs: GRACE_MS, tailBytes: TAIL_BYTES },
        onStdout: call.onStdout ?? keep,
      },
      signal,
    );
    if (bytes > OUTPUT_LIMIT) return err(gitHalt(call.doing, `git printed more than ${OUTPUT_LIMIT} bytes`));
    const { ending } = ended;
    const answered = ending.kind === 'exited' && (ending.code === 0 || call.answers?.includes(ending.code) === true);
    if (answered) return ok({ code: ending.code, stdout: Buffer.concat(chunks), stderr: ended.stderrTail });
    return err(failure(call, ended, signal));
  };
}

/** A halt for something that git said or did. */
export const gitHalt = (doing: string, says: string): Halt => ({ reason: 'git', doing, says });

function failure({ doing, late }: GitCall, { ending, stderrTail, stdoutTail }: Ended, signal: AbortSignal): Halt {
  switch (ending.kind) {
    case 'cancelled':
      return { reason: 'cancelled', signal: signal.reason as StopSignal };
    case 'not-found':
      return {
        reason: 'preflight',
        problems: [{ what: 'git is not installed, or not on PATH', fix: 'install git 2.30 or later' }],
      };
    case 'not-started':
      return gitHalt(doing, ending.why);
    case 'signalled':
      return gitHalt(doing, `git was ended by ${ending.signal}`);
    case 'silent':
    case 'timeout':
      return late === undefined
        ? gitHalt(doing, `git did not end within ${Math.round(ending.ms / 1000)} s`)
        : late(ending.ms, stderrTail.trim());
    case 'exited':
      return gitHalt(doing, ownWords(stderrTail) || stdoutTail.trim() || `git ended with exit code ${ending.code}`);
  }
}

/** What git said, its first own complaint in front: filters, and warnings about line ends, may have spoken before. */
function ownWords(stderr: string): string {
  const lines = stderr.trim().split('\n');
  const first = lines.findIndex((line) => /^(error|fatal): /.test(line));
  return first <= 0 ? lines.join('\n') : [lines[first], ...lines.toSpliced(first, 1)].join('\n');
}
