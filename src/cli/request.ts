import type { ExitCodes } from '../domain/halt-rules.js';
import type { RunFlags } from '../domain/run-plan.js';

/** What was typed, decided: one kind of work with the flags that go with it. */
export type Request =
  | {
      readonly kind: 'task';
      readonly text: string;
      readonly flags: RunFlags;
      readonly repoDir: string | null;
      readonly screen: Screen;
      readonly clearStop: boolean;
      readonly exitCodes: ExitCodes;
    }
  | {
      readonly kind: 'continue';
      /** To give the unfinished run up instead. */
      readonly abort: boolean;
      readonly flags: RunFlags;
      readonly repoDir: string | null;
      readonly screen: Screen;
      /** Going on means that a person has read it (L22). */
      readonly clearStop: true;
      readonly exitCodes: ExitCodes;
    }
  | { readonly kind: 'usage'; readonly message: string };

/** How much a person wants to see, and whether a program listens. */
export interface Screen {
  readonly verbosity: 'quiet' | 'normal' | 'verbose';
  readonly json: boolean;
}

/** The flags as the parser hands them over, before anything is decided. */
export interface Typed {
  readonly task?: string | undefined;
  readonly continue?: boolean | undefined;
  readonly abort?: boolean | undefined;
  readonly repoDir?: string | undefined;
  readonly clearStop?: boolean | undefined;
  readonly verbose?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly exitCodes?: ExitCodes | undefined;
  readonly flags: RunFlags;
}

/** A request to do one task. */
export type TaskRequest = Extract<Request, { kind: 'task' }>;

/** A request to go on with a run, or to give it up. */
export type ContinueRequest = Extract<Request, { kind: 'continue' }>;

/** Turns what was typed into one piece of work, or says why it cannot. */
export function requestOf(typed: Typed): Request {
  const usage = (message: string): Request => ({ kind: 'usage', message });
  if (typed.quiet === true && typed.verbose === true) return usage('--quiet and --verbose ask for opposite things');
  const common = {
    flags: typed.flags,
    repoDir: typed.repoDir ?? null,
    exitCodes: typed.exitCodes ?? 'standard',
    screen: {
      verbosity: typed.quiet === true ? 'quiet' : typed.verbose === true ? 'verbose' : 'normal',
      json: typed.json ?? false,
    },
  } as const;
  if (typed.continue === true) {
    if (typed.task !== undefined) return usage('--continue and --task: a continued run has its task already');
    return { kind: 'continue', abort: typed.abort ?? false, clearStop: true, ...common };
  }
  if (typed.abort === true) return usage('--abort only goes with --continue: it gives up the unfinished run');
  const text = typed.task?.trim() ?? '';
  if (text === '') return usage('nothing to do: name a task with --task "...", or go on with --continue');
  return { kind: 'task', text, clearStop: typed.clearStop ?? false, ...common };
}
