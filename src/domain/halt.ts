import type { AgentFailure, AgentId } from './agent.js';
import type { Brake } from './budget.js';
import type { Gate } from './chain.js';
import type { CommitFacts } from './change.js';
import type { CheckHit } from './check.js';
import type { GateFound } from './eval-compared.js';
import type { CommitId, TaskId, TreeId } from './ids.js';
import type { Outcome } from './outcome.js';
import type { Role } from './role.js';
import type { Risk } from './task.js';
import type { Verdict } from './verdict.js';

/** The signals that end a run in order. */
export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** A task of a run of many that did not land. */
export interface LostTask {
  readonly id: TaskId;
  readonly title: string;
  readonly outcome: Outcome;
  readonly says: string;
}

/** What a stage could not get approved. */
export interface Unapproved {
  readonly name: 'analyze' | 'design' | 'plan';
  /** The file, or the folder, it is in; relative to the top level. */
  readonly file: string;
  /** Whether its form was wrong to the last, so that the reviewer was not asked about that. */
  readonly unasked: boolean;
}

/** Something that must be set right before a run can begin, and how. */
export interface Problem {
  readonly what: string;
  readonly fix: string | null;
}

/**
 * Every expected way a run stops. A halt carries facts, never prose made too early; its sentence, exit code and
 * recorded outcome are one row of `HALT_RULES`.
 */
export type Halt =
  | { readonly reason: 'preflight'; readonly problems: readonly Problem[] }
  /** Another run works on this repository. */
  | {
      readonly reason: 'locked';
      readonly pid: number;
      readonly host: string;
      readonly run: string;
      readonly file: string;
    }
  /** The repository is no longer where the run left it, so that it cannot go on from there; nothing was touched. */
  | {
      readonly reason: 'moved';
      readonly what: 'branch' | 'history' | 'during-check';
      readonly expected: string;
      readonly found: string;
    }
  /** The tasklist could not be made shorter without a loss, and is as it was. */
  | { readonly reason: 'not-compacted'; readonly file: string; readonly why: string }
  /** The list of tasks is gone, or cannot be read or written. */
  | { readonly reason: 'tasklist'; readonly file: string; readonly why: string | null }
  /** Opportunities, designs or a roadmap cannot be worked with; `file` is relative to the top level. */
  | { readonly reason: 'artifacts'; readonly file: string; readonly why: string }
  /**
   * What waits at a gate, or was planned and approved (`gate` is null then), is not all there any more: each problem in
   * words, with its file. A gate that it waits at stays open.
   */
  | { readonly reason: 'incomplete'; readonly gate: Gate | null; readonly problems: readonly [string, ...string[]] }
  | { readonly reason: 'stop-file'; readonly file: string; readonly says: string }
  | {
      readonly reason: 'declined';
      readonly asked: 'high-risk-task';
      readonly title: string;
      readonly risk: Risk;
      readonly unattended: boolean;
    }
  /** `diff` is the tree it was found in; null when what was found is undone, so that nothing can be waived. */
  | { readonly reason: 'check'; readonly hit: CheckHit; readonly diff: TreeId | null }
  /** The author left files inside submodules uncommitted, by their paths; a commit of this repository cannot hold them. */
  | { readonly reason: 'submodule'; readonly files: readonly string[] }
  | { readonly reason: 'sanity'; readonly of: 'build' | 'review'; readonly why: string; readonly file: string }
  /**
   * A stage of the user's: it said stop, it failed, its answer cannot be used, it changed what is not its own, or its files
   * are not those the run began with. `says` has the reason, or the files.
   */
  | {
      readonly reason: 'own-stage';
      readonly stage: string;
      readonly module: string;
      readonly what: 'stopped' | 'threw' | 'hung' | 'ended' | 'garbage' | 'touched' | 'changed';
      readonly says: string;
    }
  | {
      readonly reason: 'not-approved';
      readonly cycles: number;
      readonly verdict: Verdict;
      /** Missing for a task. */
      readonly stage?: Unapproved;
    }
  | { readonly reason: 'going-in-circles'; readonly cycles: number; readonly same: 'change' | 'findings' }
  /** The run, or the task, has used what it may. Dollars, tokens or minutes. */
  | { readonly reason: 'budget'; readonly what: Brake; readonly limit: number; readonly used: number }
  | { readonly reason: 'agent-failed'; readonly role: Role; readonly failure: AgentFailure }
  | {
      readonly reason: 'unreadable-reply';
      readonly role: Role;
      readonly cli: AgentId;
      readonly wanted: string;
      readonly problem: string;
      readonly excerpt: string;
    }
  | {
      readonly reason: 'tree-touched';
      readonly role: Role;
      readonly files: readonly string[];
      /** The ref that keeps what was undone. */
      readonly parked: string;
    }
  | {
      readonly reason: 'history';
      readonly role: Role;
      readonly what: 'branch-switched' | 'detached' | 'rewritten';
      readonly expected: string;
      readonly found: string;
      readonly parked: string;
    }
  | { readonly reason: 'tampered'; readonly role: Role; readonly files: readonly string[] }
  | {
      readonly reason: 'commit';
      readonly why: 'nothing-committed' | 'hook-refused' | 'tick-refused' | 'overlap' | 'git';
      readonly detail: string;
    }
  /** What the project's checks say of an approved change keeps it from being committed. */
  | { readonly reason: 'eval-gate'; readonly found: GateFound; readonly file: string }
  /** What they say once it is committed. The commits are taken back, or stay for a reason. */
  | {
      readonly reason: 'regression';
      readonly found: GateFound;
      readonly file: string;
      readonly commits: readonly CommitFacts[];
      readonly rollback: Rollback;
    }
  /** What they say at the end of a chain of stages, by what they said at its beginning. */
  | { readonly reason: 'cycle-regression'; readonly found: GateFound; readonly file: string }
  | { readonly reason: 'git'; readonly doing: string; readonly says: string }
  | { readonly reason: 'state'; readonly file: string; readonly why: string }
  /** Tasks of a run of many that did not land, each with the sentence of why, beside `landed` ones that did. */
  | { readonly reason: 'not-landed'; readonly landed: number; readonly tasks: readonly LostTask[] }
  | { readonly reason: 'cancelled'; readonly signal: StopSignal };

/** What became of the commits of a task that made things worse. */
export type Rollback =
  | { readonly kind: 'done'; readonly by: CommitId; readonly parked: string }
  /** A person said no, or nobody was there to ask. */
  | { readonly kind: 'declined' | 'unattended' }
  | { readonly kind: 'failed'; readonly why: string };

/** A halt of one reason. */
export type HaltOf<R extends Halt['reason']> = Extract<Halt, { reason: R }>;
