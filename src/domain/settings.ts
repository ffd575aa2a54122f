import type { Budget } from './budget.js';
import type { Gate } from './chain.js';
import type { ConfiguredAgent } from './configured-agent.js';
import type { CoverageFormat } from './coverage.js';
import type { Category } from './evaluation.js';
import type { ModelSelection } from './model-rule.js';
import type { ParallelSettings } from './parallel.js';
import type { CheckKind } from './project-check.js';
import type { Role } from './role.js';
import type { Casting } from './run-plan.js';
import type { SessionMode } from './session-mode.js';
import type { Risk } from './task.js';
import type { Tier } from './tier.js';
import type { Severity } from './verdict.js';

/** The mechanical rules of `policy.toml`. Globs match a whole path or, without a slash, one of its segments. */
export interface Policy {
  readonly locExclude: readonly string[];
  /** 0 switches the check off. */
  readonly maxFiles: number;
  readonly sensitive: { readonly enabled: boolean; readonly paths: readonly string[]; readonly block: boolean };
  readonly secrets: boolean;
  readonly dangerous: {
    readonly patterns: readonly RegExp[];
    readonly pathsIgnore: readonly string[];
    readonly block: boolean;
  };
  readonly protectedPaths: readonly string[];
  readonly blockOn: readonly Severity[];
  /** Whether ticks of tasks other than the one in hand are taken back (L17). */
  readonly enforceSingleTask: boolean;
}

/** A stage of the user's, as the configuration names it. */
export interface InsertedStage {
  readonly stage: string;
  /** The stage it comes after, one of its kind included. */
  readonly after: string;
  /** As an import would name it in a file at the top level. */
  readonly module: string;
}

/** Every setting of a run, resolved once from flags, files and defaults, then frozen. Times are milliseconds. */
export interface Settings {
  readonly agents: Readonly<Record<Role, Casting>>;
  /** Agents that only the configuration knows, by name. */
  readonly configuredAgents: Readonly<Record<string, ConfiguredAgent>>;
  /** Rules that choose models, above those of the roles; null when they are off or `--model` was typed. */
  readonly modelSelection: ModelSelection | null;
  readonly session: SessionMode;
  /** Ticked tasks from which on the tasklist is compacted; 0 or less means never. */
  readonly compactThreshold: number;
  /** Tasks of a worklist that one run does; 0 or less means none. */
  readonly maxTasks: number;
  readonly maxCycles: number;
  /** An explicit flag beats the cycles that a task's risk asks for (L6). */
  readonly maxCyclesByFlag: boolean;
  /** Upper bound from `policy.toml`; null when nobody wrote one. */
  readonly maxCyclesBound: number | null;
  /** Cycles that a task's risk asks for. */
  readonly riskCycles: Readonly<Record<Risk, number>>;
  /** Whether a person is asked before a task of that risk begins (L7). */
  readonly riskAsks: Readonly<Record<Risk, boolean>>;
  readonly loc: { readonly limit: number; readonly rule: string };
  readonly policy: Policy;
  readonly commitBy: 'author' | 'tool';
  readonly sanity: boolean;
  /** Whether the project's checks are run before a review. */
  readonly verify: boolean;
  readonly project: {
    /** As its owner calls it; null where nobody says. */
    readonly name: string | null;
    /** `auto`, or the one language whose checks are looked for. */
    readonly language: string;
    /** Commands that were written; null where they are to be found out. */
    readonly commands: { readonly [K in CheckKind]: string | null };
    /** The tests with a coverage report, and the quick ones; null where they are to be found out. */
    readonly coverageCommand: string | null;
    readonly smokeCommand: string | null;
    /** A JUnit report that the tests write, relative to the top level. */
    readonly junit: string | null;
    /** The coverage report that the tests write; where and in which format, null for what is to be found out. */
    readonly coverage: { readonly path: string | null; readonly format: CoverageFormat | null };
    /** The longest check; 0 means no limit. */
    readonly checkTimeoutMs: number;
  };
  readonly evals: {
    /** Commands that are run after the tests. */
    readonly scripts: readonly string[];
    readonly weights: Readonly<Record<Category, number>>;
    readonly thresholds: Readonly<Record<'typing' | 'lint' | 'security' | 'complexity', number>>;
    /** 0 asks for none. */
    readonly minComposite: number;
    /** Drop of the composite score that a gate allows. */
    readonly maxRegression: number;
    /** Whether a gate passes when no test was run. */
    readonly allowNoTests: boolean;
    /** What is evaluated before a commit: `smoke`, `full`, a path or a command; null for nothing. */
    readonly onTask: string | null;
    /** Whether `full` takes its place in tasks of that risk. */
    readonly fullAt: Readonly<Record<Risk, boolean>>;
    /** Whether the files are evaluated after a commit, and whether what got worse is taken back unasked. */
    readonly onCommit: boolean;
    /** Whether a cycle is judged as a whole. */
    readonly afterCycle: boolean;
    readonly autoRollback: boolean;
  };
  readonly parallel: ParallelSettings;
  readonly retryOnEmpty: boolean;
  /** Characters below which a reader's free reply says nothing (L14). */
  readonly minReplyLength: number;
  /** The mode of work, and what may be done in it at most. */
  readonly profile: { readonly id: string; readonly tier: Tier };
  /** Whether tasks ask for a report and change nothing. */
  readonly research: boolean;
  /** Whether the run is for shortening the tasklist alone. */
  readonly compact: boolean;
  readonly allowDirty: boolean;
  readonly yesHighRisk: boolean;
  readonly noTasklistEdits: boolean;
  /** Where others are told of a task that was started by hand for them; as written, null for nowhere. */
  readonly sharedStateDir: string | null;
  /** Relative to the top level. */
  readonly tasklist: string;
  /** Whether designs are reviewed once more before they are planned. */
  readonly reviewDesigns: boolean;
  /** Stages of the user's, in the order in which they come. */
  readonly ownStages: readonly InsertedStage[];
  /** Where a person is asked before a chain goes on. */
  readonly gates: Readonly<Record<Gate, boolean>>;
  /** `--no-approve`: nowhere, also where a run that is taken up was to ask. */
  readonly noApprove: boolean;
  /** `-n` was typed: it bounds planned tasks as well. */
  readonly maxTasksByFlag: boolean;
  /** Passes of a cycle; null for as many as there is work for. */
  readonly maxPasses: number | null;
  /** `--roadmap` was typed: then goals are all that a cycle is for. */
  readonly roadmapByFlag: boolean;
  /** Artifacts that are shared through the repository. */
  readonly commitArtifacts: Readonly<Record<'tasklist' | 'designs' | 'opportunities', boolean>>;
  /** What a planned task has to have, and rounds in which tasks that break a rule are mended before a review. */
  readonly taskConstraints: {
    readonly maxLoc: number;
    readonly requireTests: boolean;
    readonly requireCriteria: boolean;
    readonly requireRisk: boolean;
    readonly requireContext: boolean;
    readonly maxSplitAttempts: number;
  };
  /** Where the other artifacts live, relative to the top level or absolute; a roadmap only where one is configured. */
  readonly places: { readonly opportunities: string; readonly designs: string; readonly roadmap: string | null };
  /** Artifacts that L18 does not count as dirt: tasklist, roadmap, designs, opportunities; relative paths. */
  readonly artifacts: readonly string[];
  /** As written, relative to the top level; null for the built-in templates alone. */
  readonly promptsDir: string | null;
  /** 0 means no limit. */
  readonly agentTimeoutMs: number;
  readonly agentIdleMs: number;
  readonly rateLimitWaitMs: number;
  readonly budget: Budget;
  /** Who steps in for a role's agent while that one is limited. */
  readonly standIns: Readonly<Partial<Record<Role, Casting>>>;
  readonly hookTimeoutMs: number;
  /** How much of the agents the run log tells people; `-v` makes it `verbose`. */
  readonly verbosity: 'minimal' | 'normal' | 'verbose';
  /** How much of a diff the events of the run log keep; `--full-diff` makes it `full`. */
  readonly logDiff: 'full' | 'summary' | 'none';
  /** How often a run shows that it lives, and after which silence it counts as dead elsewhere. */
  readonly heartbeatMs: number;
  readonly heartbeatTtlMs: number;
  /** Days after which what ended runs have left is removed; 0 for never. */
  readonly retentionDays: number;
  /** The command that is told when a run has stopped; null for none. */
  readonly notify: string | null;
}
