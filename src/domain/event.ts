import type { AgentFailure, AgentId, Usage } from './agent.js';
import type { Gate } from './chain.js';
import type { CommitFacts, FileChange } from './change.js';
import type { CheckHit } from './check.js';
import type { GateFound } from './eval-compared.js';
import type { StoredEvaluation } from './evaluation.js';
import type { JudgedArtifact, WorkItem } from './evidence.js';
import type { GateDecision, Made } from './gate.js';
import type { Halt, Problem, StopSignal } from './halt.js';
import type { CommitId, RunId, TaskId } from './ids.js';
import type { Notice } from './notice.js';
import type { Outcome } from './outcome.js';
import type { ParallelEvent } from './parallel-event.js';
import type { Progress, Purpose } from './progress.js';
import type { CheckRun, ProjectCheck } from './project-check.js';
import type { Doer, Role } from './role.js';
import type { RunEnd } from './run-done.js';
import type { RunPlan } from './run-plan.js';
import type { HardSignals } from './signals.js';
import type { Tampering } from './tampering.js';
import type { Task } from './task.js';
import type { Triaged } from './triaged.js';
import type { DiffVerdict, SanityVerdict, Verdict } from './verdict.js';

/**
 * What a run or a task used, over all its agent calls. `costUsd` is null when no tool told a price; with names in
 * `unpriced` it is no more than the least it can be, since calls of these agents told none.
 */
export interface Spent {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number | null;
  readonly estimated: boolean;
  readonly unpriced: readonly AgentId[];
}

/** Everything a listener may learn: past tense, facts only, never preformatted text. Times are milliseconds. */
export type RunEvent =
  | {
      readonly type: 'run-started';
      readonly plan: RunPlan;
      /** The readable log, relative to the repository. */
      readonly log: string;
      /** Full name of the branch; null when HEAD is detached. */
      readonly branch: string | null;
    }
  | { readonly type: 'noticed'; readonly notice: Notice }
  | {
      readonly type: 'task-started';
      readonly task: Task;
      readonly maxCycles: number;
      /** Its place in the run, from 1, and how many there are to be as far as is known. */
      readonly nth: number;
      readonly of: number;
    }
  | { readonly type: 'cycle-started'; readonly cycle: number; readonly of: number }
  | { readonly type: 'step-started'; readonly step: string }
  | { readonly type: 'step-finished'; readonly step: string; readonly ms: number; readonly replayed: boolean }
  | {
      readonly type: 'agent-asked';
      readonly call: number;
      readonly role: Role;
      readonly cli: string;
      readonly model: string | null;
      readonly purpose: Purpose;
      readonly cycle: number;
      readonly promptChars: number;
    }
  | { readonly type: 'agent-progress'; readonly call: number; readonly role: Role; readonly progress: Progress }
  | {
      readonly type: 'agent-answered';
      readonly call: number;
      readonly role: Role;
      readonly ms: number;
      readonly text: string;
      readonly usage: Usage | null;
    }
  | {
      readonly type: 'agent-failed';
      readonly call: number;
      readonly role: Role;
      readonly ms: number;
      readonly failure: AgentFailure | { readonly reason: 'cancelled' };
      /** What it had used by then, as far as its tool had told. */
      readonly usage: Usage | null;
    }
  /** The reply of a call that an earlier process of this run had paid for already. */
  | { readonly type: 'agent-replayed'; readonly role: Role; readonly usage: Usage | null }
  | { readonly type: 'asked-again'; readonly role: Role; readonly why: string }
  /** A call will be repeated after `ms`; `until` is the end that the tool stated, `escapable` whether a key ends it. */
  | {
      readonly type: 'wait-began';
      readonly role: Role;
      readonly cli: string;
      readonly ms: number;
      readonly why: string;
      readonly until: string | null;
      readonly escapable: boolean;
    }
  | { readonly type: 'wait-ended'; readonly role: Role; readonly early: boolean }
  /** Another agent plays a role while its own is limited; `until` is the end that its tool stated. */
  | {
      readonly type: 'stood-in';
      readonly role: Role;
      readonly cli: string;
      readonly by: string;
      readonly until: string | null;
    }
  | { readonly type: 'observed'; readonly cycle: number; readonly files: readonly FileChange[]; readonly diff: string }
  /** The change of the task so far may ask less of the code than before: counted, not judged. */
  | { readonly type: 'tests-weakened'; readonly cycle: number; readonly signs: Tampering }
  | { readonly type: 'nothing-changed'; readonly cycle: number }
  | {
      readonly type: 'author-committed';
      readonly from: CommitId | null;
      readonly to: CommitId;
      readonly commits: readonly CommitFacts[];
    }
  | { readonly type: 'check-warned'; readonly hit: CheckHit }
  | { readonly type: 'checked'; readonly cycle: number; readonly lines: number; readonly limit: number }
  | { readonly type: 'project-check-started'; readonly cycle: number; readonly check: ProjectCheck }
  | {
      readonly type: 'project-checked';
      readonly cycle: number;
      readonly ran: CheckRun;
      /** These very files were checked before, and the result read back. */
      readonly replayed: boolean;
      /** It was red on these files, and is tried once more. */
      readonly again?: true;
    }
  | {
      readonly type: 'evaluated';
      /** `asked`: by a person, outside of any run. */
      readonly when: 'asked' | 'baseline' | 'gate' | 'after-commit' | 'after-cycle';
      readonly stored: StoredEvaluation;
      /** It was made before, of the same files, in this run. */
      readonly replayed: boolean;
    }
  /** What an evaluation says of a task's change, against how things were before; `waived` by a person. */
  | {
      readonly type: 'eval-judged';
      readonly when: 'gate' | 'after-commit';
      readonly file: string;
      readonly found: GateFound;
      readonly waived: boolean;
      readonly replayed: boolean;
    }
  /** The commits of the task were taken back by a new one; the ref keeps what was there. */
  | {
      readonly type: 'rolled-back';
      readonly commits: readonly CommitFacts[];
      readonly by: CommitId;
      readonly parked: string;
    }
  | { readonly type: 'sanity-judged'; readonly of: 'build' | 'review'; readonly verdict: SanityVerdict }
  | {
      readonly type: 'reviewed';
      readonly cycle: number;
      readonly of: number;
      readonly cli: string;
      readonly verdict: Verdict;
      readonly ms: number;
      /** Judged before a crash or a halt, and read back. */
      readonly replayed: boolean;
      /** What was judged where that is no task's change. */
      readonly artifact?: JudgedArtifact;
    }
  /** What tools found before an analysis; the file is relative to the top level. */
  | { readonly type: 'signals-collected'; readonly file: string; readonly signals: HardSignals }
  /** A stage of a chain begins with one of its inputs; `title` is that input's, null where a stage has none. */
  | {
      readonly type: 'stage-started';
      readonly stage: string;
      readonly title: string | null;
      readonly input: WorkItem | null;
    }
  /** Its author has answered; what it changed besides its artifact was undone. */
  | {
      readonly type: 'artifact-written';
      readonly role: Role;
      readonly cli: string;
      readonly cycle: number;
      /** The file or folder of the artifact, relative to the top level. */
      readonly file: string;
      readonly undone: readonly string[];
    }
  /** It has come to its end with it. */
  | { readonly type: 'stage-ended'; readonly stage: string; readonly made: readonly Made[]; readonly ms: number }
  /** A stage made nothing, so that those behind it have nothing to do. */
  | { readonly type: 'chain-emptied'; readonly stage: string }
  /** Of so many opportunities this one goes on; it is adopted with that. */
  | {
      readonly type: 'picked';
      readonly opportunity: string;
      readonly title: string;
      readonly roi: number | null;
      readonly requiresDesign: boolean | null;
      readonly of: number;
    }
  /** A person is to say whether this goes on. */
  | { readonly type: 'gate-reached'; readonly gate: Gate; readonly made: readonly Made[] }
  /** What waits at a gate was decided about; `made` is what it was about. */
  | {
      readonly type: 'gate-decided';
      readonly gate: Gate;
      readonly made: readonly Made[];
      readonly decision: GateDecision;
    }
  /** A person refused it for good, and it was undone. */
  | { readonly type: 'gate-refused'; readonly gate: Gate }
  /** What a cycle does in a pass, counted from 1; or why there is none, with `pass` as that which would be next. */
  | { readonly type: 'triaged'; readonly pass: number; readonly next: Triaged }
  /** All tasks of a goal of the roadmap are done; ticked there. Not done: why it stays open. */
  | { readonly type: 'goal-ended'; readonly goal: string; readonly file: string; readonly done: boolean }
  /** Outside of any run an agent is asked for an answer; `about` is the diff or the title of the task, as it was named. */
  | {
      readonly type: 'question-asked';
      readonly asks: 'review-diff' | 'split-task' | 'review-design';
      readonly about: string;
    }
  | {
      readonly type: 'design-judged';
      readonly artifact: JudgedArtifact;
      readonly cli: string;
      readonly verdict: Verdict;
    }
  | { readonly type: 'diff-judged'; readonly diff: string; readonly cli: string; readonly verdict: DiffVerdict }
  | { readonly type: 'split-proposed'; readonly task: TaskId; readonly subtasks: number }
  /** Boxes of other tasks that the author had changed were put back, or tasks that it had taken out. */
  | {
      readonly type: 'tasklist-restored';
      readonly what: 'boxes' | 'tasks';
      readonly file: string;
      readonly titles: readonly string[];
    }
  /** The box of the task is ticked; `committed` tells whether the tick is part of a commit. */
  | { readonly type: 'task-ticked'; readonly task: TaskId; readonly file: string; readonly committed: boolean }
  /** Nothing but the tick was left to commit, and millstone did that. */
  | { readonly type: 'tick-committed' }
  | { readonly type: 'compaction-started'; readonly file: string; readonly done: number; readonly pending: number }
  /** `why` is null when the list is shorter now; otherwise it is as it was. Lengths are characters. */
  | {
      readonly type: 'compaction-ended';
      readonly file: string;
      readonly before: number;
      readonly after: number;
      readonly why: string | null;
    }
  /** Something was kept for later tasks of the group: what an agent drew from it, or the task's own words. */
  | { readonly type: 'context-left'; readonly group: string; readonly extracted: boolean }
  | { readonly type: 'commit-asked' }
  | { readonly type: 'commit-reminded' }
  | { readonly type: 'commit-refused'; readonly says: string }
  | { readonly type: 'commit-redone'; readonly files: readonly string[]; readonly parked: string }
  | { readonly type: 'hook-changed'; readonly files: readonly string[] }
  | { readonly type: 'committed'; readonly commits: readonly CommitFacts[]; readonly by: 'author' | 'tool' }
  | { readonly type: 'restored'; readonly role: Doer; readonly files: readonly string[]; readonly parked: string }
  /** The report of a task that only asks for one; relative to the repository. */
  | { readonly type: 'research-completed'; readonly task: TaskId; readonly file: string }
  | {
      readonly type: 'task-ended';
      readonly task: TaskId;
      readonly outcome: Outcome;
      readonly cycles: number;
      readonly ms: number;
      readonly commits: readonly CommitFacts[];
      readonly spent: Spent;
    }
  | ParallelEvent
  /** The first signal came: what runs is being ended, what is there is kept. */
  | { readonly type: 'stop-asked'; readonly signal: StopSignal }
  | { readonly type: 'halted'; readonly halt: Halt }
  /** Something in the command line or in a settings file is wrong: nothing was begun. */
  | { readonly type: 'run-refused'; readonly exit: 2; readonly problems: readonly Problem[] }
  | {
      readonly type: 'run-ended';
      readonly exit: number;
      readonly outcome: Outcome;
      /** Why it stopped early, with its sentence; null after a success. */
      readonly halt: { readonly reason: Halt['reason']; readonly says: string } | null;
      readonly commits: readonly CommitFacts[];
      /** Tasks that came to their end, in earlier processes of this run as well. */
      readonly tasks: number;
      /** Why it stopped without a halt; null after one. */
      readonly end: RunEnd | null;
      readonly ms: number;
      readonly spent: Spent;
    };

/** An event as listeners get it: ISO time, the run, and a number that grows by one. */
export type Stamped = RunEvent & {
  readonly at: string;
  readonly run: RunId;
  readonly seq: number;
  /** The task that is worked on beside others; missing for what is about the run itself. */
  readonly worker?: TaskId;
};
export type Emit = (event: RunEvent) => void;
