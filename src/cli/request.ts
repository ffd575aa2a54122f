import type { ExitCodes } from '../domain/exit-codes.js';
import type { RunFlags } from '../domain/run-plan.js';
import type { Through } from '../domain/through.js';

/** What every piece of work is told. */
export interface Common {
  /** The settings of a run that were typed. */
  readonly flags: RunFlags;
  /** As typed; null for the current folder. */
  readonly repoDir: string | null;
  readonly screen: Screen;
  readonly exitCodes: ExitCodes;
  /** Show what would be done, touch nothing and ask no agent. */
  readonly dryRun: boolean;
}

/** How much a person wants to see, and whether a program listens. */
export interface Screen {
  readonly verbosity: 'quiet' | 'normal' | 'verbose';
  readonly json: boolean;
}

/** Whether `STOP.md` is filed away, so that work can begin (L22). */
interface Start {
  readonly clearStop: boolean;
}

/** The prompts for coding agents that drive this program. */
export const OPERATOR_PROMPTS = ['execute', 'design'] as const;

/** The kinds of work, each with what only it is told. Its flag and its command are its row in `MODES`. */
export interface Parts {
  /** The tasks of the tasklist, one after the other. */
  readonly worklist: Start;
  /** The tasklist is made shorter, and no task done. */
  readonly compact: Start;
  readonly task: Start & { readonly text: string };
  /** With `abort` the unfinished run is given up instead. Going on means that a person has read `STOP.md` (L22). */
  readonly continue: Start & { readonly abort: boolean; readonly clearStop: true };
  /** Settings, checks and a tasklist for a repository: with `yes` without questions, with `force` over a configuration. */
  readonly init: { readonly yes: boolean; readonly force: boolean };
  /** What lies ahead in the tasklist; both flags ask the same. */
  readonly status: Readonly<Record<never, never>>;
  readonly 'analyze-tasklist': Readonly<Record<never, never>>;
  /** Makes a tasklist of the notes at `source`: with `force` over an existing one. */
  readonly 'migrate-tasklist': { readonly source: string; readonly force: boolean };
  /** Looks for opportunities; `issues` is a file of known ones. */
  readonly analyze: Start & { readonly issues: string | null; readonly through: Through | null };
  /** Writes a design for a goal, or for an opportunity by its id. */
  readonly design: Start & { readonly given: string; readonly through: Through | null };
  /** Cuts a design, by its id or file, into tasks. */
  readonly plan: Start & { readonly given: string; readonly through: Through | null };
  /** From a goal to commits. */
  readonly deliver: Start & { readonly given: string };
  /** Pending tasks, goals of the roadmap, or what an analysis finds. */
  readonly cycle: Start;
  /** Refuses what waits at a gate; with a reason it goes back to its author. */
  readonly reject: { readonly why: string | null; readonly clearStop: true };
  /** Has a design judged that belongs to no run. */
  readonly 'review-design': { readonly given: string };
  /** Proposes how to split a task of the list, named by number or id. */
  readonly 'split-task': { readonly named: string };
  /** With `probe` every agent gets one small real call. */
  readonly doctor: { readonly probe: boolean };
  /** Shows every setting in effect. */
  readonly 'show-config': Readonly<Record<never, never>>;
  /** Prints what a coding agent needs to drive this program. */
  readonly 'print-operator-prompt': { readonly which: (typeof OPERATOR_PROMPTS)[number] };
  /** Prints the completion of a shell. */
  readonly completion: { readonly shell: 'bash' | 'zsh' | 'fish' };
  /** Lists what is parked, or brings one of it back: a number of the list, a ref, or a run. */
  readonly recover: { readonly wanted: string | null };
  /** Forgets the agents' conversations. */
  readonly 'clear-sessions': Readonly<Record<never, never>>;
  /** Takes back the commits of the last run. */
  readonly undo: Readonly<Record<never, never>>;
  /** Lets the run at work stop once its running task is done. */
  readonly stop: Readonly<Record<never, never>>;
  /** Shows the run at work. */
  readonly watch: Readonly<Record<never, never>>;
  /** Runs the checks of the project; with `coverage` the tests that measure it. */
  readonly eval: { readonly coverage: boolean };
  /** Compares the two newest evaluations. */
  readonly 'eval-compare': Readonly<Record<never, never>>;
  /** What tasks cost and brought, and how evaluations went over time. */
  readonly 'eval-summary': Readonly<Record<never, never>>;
  /** Makes the page about a run, named by its id or the beginning of it; null for the newest. */
  readonly report: { readonly run: string | null };
  /** How reviews went, and what tasks cost. */
  readonly 'metrics-report': Readonly<Record<never, never>>;
  /** The file, commit or range of a diff; null for what is not committed yet. */
  readonly 'review-diff': { readonly diff: string | null };
}

export type Kind = keyof Parts;

/** A piece of work that was asked for. */
export type RequestOf<K extends Kind> = { readonly [P in K]: Common & Parts[P] & { readonly kind: P } }[K];
export type Request = RequestOf<Kind>;

/** A request whose work takes the lock and keeps a journal. */
export type RunRequest = RequestOf<'worklist' | 'task' | 'compact' | 'continue' | 'reject'> | ChainRequest;

/** A request for stages of the outer loop. */
export type ChainRequest = RequestOf<'analyze' | 'design' | 'plan' | 'deliver' | 'cycle'>;
