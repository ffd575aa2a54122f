import type { Usage } from './agent.js';
import type { CommitFacts, FileChange } from './change.js';
import type { GateFound } from './eval-compared.js';
import type { StoredEvaluation } from './evaluation.js';
import type { Outcome } from './outcome.js';
import type { CheckRun } from './project-check.js';
import type { Role } from './role.js';
import type { Casting } from './run-plan.js';
import type { Tampering } from './tampering.js';
import type { Verdict } from './verdict.js';

/**
 * What happened in a run, told from its log. Offsets are milliseconds of work since it began: the time between two
 * processes of a run that was taken up again is left out.
 */
export interface RunStory {
  readonly run: string;
  readonly version: string;
  /** As its plan names them: the folder of the repository, its project's name, and the tasklist of several tasks. */
  readonly repo: string;
  readonly project: string | null;
  readonly tasklist: string | null;
  /** Full name; null on a detached HEAD. */
  readonly branch: string | null;
  readonly agents: Readonly<Partial<Record<Role, Casting>>>;
  /** ISO. */
  readonly began: string;
  /** ISO; null while it is at work, or when it died. */
  readonly ended: string | null;
  /** Of work, in all its processes. */
  readonly ms: number;
  readonly end: RunEnding;
  readonly tasks: readonly TaskStory[];
  /** Offsets at which it was taken up again. */
  readonly takenUp: readonly number[];
  readonly evaluations: readonly { readonly when: string; readonly stored: StoredEvaluation }[];
  /** Lines of the log that could not be read. */
  readonly damaged: readonly number[];
}

/** How a run stands. */
export type RunEnding =
  | { readonly kind: 'done' }
  | { readonly kind: 'halted'; readonly says: string }
  /** Its log tells no end: it is at work, or it died. */
  | { readonly kind: 'open' };

/** A task, or a stage of a chain, which has cycles just so. */
export interface TaskStory {
  readonly kind: 'task' | 'stage';
  readonly id: string;
  /** `Task 2`, `Stage design`. */
  readonly label: string;
  readonly title: string;
  readonly risk: string | null;
  /** Null while it is not ended, and for a stage. */
  readonly outcome: Outcome | null;
  readonly startMs: number;
  readonly endMs: number;
  readonly maxCycles: number;
  /** What the project's checks said before its first cycle, as far as they were run then. */
  readonly before: readonly CheckRun[];
  readonly cycles: readonly CycleStory[];
  readonly commits: readonly CommitFacts[];
  /** Those of its commits that a later one took back, by their ids, with the id of that one. */
  readonly takenBack: Readonly<Record<string, string>>;
  /** Everything it had changed when that was last looked at. */
  readonly files: readonly FileChange[];
}

/** The commits of a task that were not taken back. */
export const standingCommits = ({ commits, takenBack }: TaskStory): readonly CommitFacts[] =>
  commits.filter(({ id }) => takenBack[id] === undefined);

/** Whether nothing is left of what a task committed. */
export const isTakenBack = (one: TaskStory): boolean => one.commits.length > 0 && standingCommits(one).length === 0;

export interface CycleStory {
  readonly cycle: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly steps: readonly StepStory[];
  /** The whole change of the task after this cycle's author; null when it was not looked at. */
  readonly files: readonly FileChange[] | null;
  readonly checks: readonly CheckRun[];
  /** What evaluations said of it, before or after its commit. */
  readonly judged: readonly JudgedStory[];
  /** Signs that tests ask less than before; null when there are none. */
  readonly weakened: Tampering | null;
  /** Why the sanity check let nobody review it; null when it did. */
  readonly insane: string | null;
  readonly verdict: Verdict | null;
  /** What happened besides, in words that are ours. */
  readonly remarks: readonly string[];
}

/** What an evaluation said of a change; it held the change up when `why` is not empty and no person waived it. */
export interface JudgedStory extends GateFound {
  readonly when: string;
  readonly waived: boolean;
}

/** Who was at work. `wait` is a pause for a limit. */
export const LANES = ['author', 'checks', 'sanity', 'reviewer', 'other', 'wait'] as const;
export type Lane = (typeof LANES)[number];

/** A piece of work on the time line. */
export interface StepStory {
  readonly lane: Lane;
  /** Null for what no agent did. */
  readonly role: Role | null;
  /** `build`, `fix`, `commit`, or the kind of a check. */
  readonly what: string;
  readonly startMs: number;
  readonly ms: number;
  /** Null for what no agent did. */
  readonly by: Casting | null;
  readonly ok: boolean;
  /** The agent's own words, or why there are none. */
  readonly says: string;
  readonly usage: Usage | null;
}
