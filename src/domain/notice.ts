import type { AgentId } from './agent.js';
import type { CommitFacts } from './change.js';
import type { DesignStatus } from './design.js';
import type { Complexity } from './model-rule.js';
import type { Role } from './role.js';
import type { Casting } from './run-plan.js';
import type { Waivable } from './waiver.js';

/** Something a person should know although the run goes on. Facts only; `report/notices.ts` words them. */
export type Notice =
  | { readonly kind: 'ignore-line-written'; readonly file: string }
  | { readonly kind: 'dirty-start'; readonly files: readonly string[] }
  | { readonly kind: 'tasklist-uncommitted'; readonly file: string }
  | {
      readonly kind: 'unknown-key';
      readonly file: string;
      readonly line: number | null;
      readonly key: string;
      readonly nearest: string | null;
    }
  | {
      /** A language whose checks are not known. */
      readonly kind: 'unknown-language';
      readonly file: string;
      readonly line: number | null;
      readonly language: string;
      readonly nearest: string | null;
    }
  | {
      readonly kind: 'retired-key';
      readonly file: string;
      readonly line: number | null;
      readonly key: string;
      readonly instead: string | null;
    }
  /** Keys that are right, but wait for something this version does not have. */
  | {
      readonly kind: 'key-without-effect';
      readonly file: string;
      readonly feature: string;
      readonly keys: readonly { readonly key: string; readonly line: number | null }[];
    }
  | { readonly kind: 'unknown-template'; readonly file: string }
  | { readonly kind: 'unknown-placeholder'; readonly file: string; readonly placeholder: string }
  | { readonly kind: 'legacy-placeholder'; readonly file: string; readonly placeholder: string }
  | { readonly kind: 'context-file-missing'; readonly file: string }
  /** The task is not in the list any more, so that it cannot be ticked there. */
  | { readonly kind: 'task-unlisted'; readonly file: string; readonly title: string }
  /** Nothing could be kept for later tasks of the group. */
  | { readonly kind: 'context-lost'; readonly group: string; readonly why: string }
  /** Conversations of earlier tasks or runs go on. */
  | { readonly kind: 'sessions-kept'; readonly roles: readonly Role[] }
  | { readonly kind: 'sessions-too-old'; readonly roles: readonly Role[] }
  | { readonly kind: 'no-session' }
  | { readonly kind: 'sanity-off' }
  /** A stand-in that will never step in: it plays the role already, or the one that judges it or is judged. */
  | { readonly kind: 'stand-in-idle'; readonly role: Role; readonly cli: AgentId; readonly plays: Role }
  | { readonly kind: 'verify-off' }
  /** No check commands of the project are written or could be found. */
  | { readonly kind: 'no-project-checks' }
  /** Artifacts that are to be shared stay uncommitted, since a hook refused them; its words. */
  | { readonly kind: 'artifacts-uncommitted'; readonly files: readonly string[]; readonly why: string }
  /** A design is written and approved already, and is taken as it is. */
  | { readonly kind: 'design-taken'; readonly file: string }
  /** What waits at a gate cannot be approved as it is, in a sentence. */
  | { readonly kind: 'not-approvable'; readonly why: string }
  /** No editor could be opened. */
  /** What a stage of the user's tells people. */
  | { readonly kind: 'stage-says'; readonly stage: string; readonly text: string }
  | { readonly kind: 'not-edited'; readonly why: string }
  /** A roadmap has no goals at all, or no open one. */
  | { readonly kind: 'no-open-goal'; readonly file: string; readonly goals: number }
  /** An opportunity says that it needs no design; its tasks are made of itself. */
  | { readonly kind: 'design-not-needed'; readonly opportunity: string; readonly title: string }
  /** A design is planned that no reviewer has approved. */
  | { readonly kind: 'design-unreviewed'; readonly design: string }
  /** A design's header could not be made to say what it has come to. */
  | {
      readonly kind: 'status-not-set';
      readonly design: string;
      readonly status: DesignStatus;
      readonly why: string;
    }
  /** The reviewer approved tasks that break the rules for tasks. */
  | { readonly kind: 'plan-breaks-rules'; readonly violations: readonly string[] }
  /** The file of known issues that was named is not there. */
  | { readonly kind: 'issues-missing'; readonly file: string }
  | { readonly kind: 'stop-file-filed'; readonly file: string }
  | { readonly kind: 'detached-head' }
  /** An earlier run goes on. `halted` is what it had halted for; null when it died. */
  | {
      readonly kind: 'continued';
      readonly halted: string | null;
      readonly fresh: boolean;
      readonly changed: 'nothing' | 'files' | 'commits';
      readonly waived: Waivable | null;
      readonly moreCycles: number;
    }
  /** The command was typed once more, and goes on with tasks at once that had not come to their end (L23). */
  | { readonly kind: 'taken-up'; readonly run: string }
  /** A task is ticked on the base branch, by whoever: a run that had chosen it as well does nothing about it any more. */
  | { readonly kind: 'ticked-meanwhile'; readonly file: string; readonly task: string; readonly title: string }
  /** A task says that it depends on what the list does not have: it does not wait for it. */
  | { readonly kind: 'unknown-dependency'; readonly file: string; readonly task: string; readonly name: string }
  /** Nothing lands any more in this process; tasks that were at work are still brought to their end. */
  | { readonly kind: 'landing-stopped'; readonly says: string; readonly running: number }
  /** A goal of the roadmap was ticked while the run that had chosen it stood still: nothing more is done for it. */
  | { readonly kind: 'goal-ticked-meanwhile'; readonly file: string; readonly goal: string }
  /** Files that differ from how the run knew them, by who can have changed them; they become part of the task. */
  | { readonly kind: 'found-changed'; readonly unclear: readonly string[]; readonly later: readonly string[] }
  /** Commits that were made while a run stood still, or as it was killed, by who can have made them. */
  | {
      readonly kind: 'found-commits';
      readonly theirs: readonly CommitFacts[];
      readonly unclear: readonly CommitFacts[];
    }
  /** What an interrupted check of the project had written was put back; the ref keeps it. `kept` is younger, and stays. */
  | {
      readonly kind: 'check-put-back';
      readonly files: readonly string[];
      readonly parked: string;
      readonly kept: readonly string[];
    }
  /** An earlier run was not brought to its end: this one begins all the same, or is itself one that goes on. */
  | {
      readonly kind: 'unfinished-run';
      readonly run: string;
      readonly title: string;
      readonly after: 'this' | 'continued';
    }
  | { readonly kind: 'finished-by-hand' }
  /** `instead` says that the tasklist is worked through, as without `--continue` (L19). */
  | { readonly kind: 'nothing-to-continue'; readonly instead: boolean }
  /** A run was given up; the ref that keeps what was uncommitted, null when nothing was. */
  | {
      readonly kind: 'aborted';
      /** Where a journal is kept that could not be read; null for one that could. */
      readonly journal: string | null;
      readonly run: string;
      readonly title: string | null;
      readonly parked: string | null;
      /** Worktrees of its tasks that were removed, and the refs that keep what did not land; missing without any. */
      readonly worktrees?: { readonly removed: readonly string[]; readonly kept: readonly string[] };
    }
  /** An evaluation was asked for when the task had begun: nothing tells how things were before, so all failures are new. */
  | { readonly kind: 'no-eval-before'; readonly mode: string }
  /** An evaluation in which nothing can get worse: no check passed, and no test was counted. */
  | { readonly kind: 'blind-eval'; readonly mode: string; readonly command: string; readonly says: string }
  /** The author committed past the repository's hooks; the commit is made anew with them. */
  | { readonly kind: 'hooks-skipped' }
  /** Rules chose the models of a task; null is the tool's own choice. */
  | {
      readonly kind: 'models-chosen';
      readonly complexity: Complexity;
      readonly models: readonly { readonly role: Role; readonly model: string | null }[];
    }
  /** No task of the list is done. */
  | { readonly kind: 'nothing-to-compact'; readonly file: string }
  /** Submodules that are not checked out where the run was started, so that they are empty in worktrees as well. */
  | { readonly kind: 'submodules-empty'; readonly paths: readonly string[] }
  /** A landing moved the commits of submodules: those left where they were in the checkout, and those no remote has. */
  | { readonly kind: 'submodules-landed'; readonly left: readonly string[]; readonly unpushed: readonly string[] }
  /** The reviewer is who writes: the same agent, asked for the same model. */
  | { readonly kind: 'judges-itself'; readonly agent: Casting; readonly roles: readonly Role[] }
  /** An author was given conflicts to resolve, and left their marks in these files: it gets them back. */
  | { readonly kind: 'conflicts-left'; readonly files: readonly string[] }
  /** The branch that tasks land on was moved by somebody else while they were worked on; hash and subject of each commit. */
  | { readonly kind: 'base-moved'; readonly base: string; readonly commits: readonly string[] }
  | { readonly kind: 'demo-agent' }
  /** `state.json` could not be read; what stood there is kept beside it, and the journal tells the rest. */
  | { readonly kind: 'state-damaged'; readonly file: string; readonly kept: string }
  /** Files of earlier evaluations that cannot be read; nothing is compared with them. */
  | { readonly kind: 'evals-damaged'; readonly files: readonly string[] }
  | { readonly kind: 'record-not-kept'; readonly file: string; readonly why: string }
  | { readonly kind: 'broken-sink'; readonly sink: string; readonly why: string };
