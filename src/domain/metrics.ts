import type { Used } from './task-record.js';

/** Counts under their names, in an order. */
export type Counts = Readonly<Record<string, number>>;

/** What reviews come to. */
export interface ReviewMetrics {
  readonly reviews: number;
  readonly approved: number;
  readonly requested: number;
  /** Reviews until an approval, over the tasks that came to one; null when none did. */
  readonly cycles: {
    readonly tasks: number;
    readonly average: number;
    readonly min: number;
    readonly max: number;
  } | null;
  readonly totalMs: number;
  readonly findings: number;
  /** By what their words are about, most first. */
  readonly categories: Counts;
  /** Worst first; those that no finding has are left out. */
  readonly severities: Counts;
  /** Approvals of what was refused before but for comments. */
  readonly falsePositives: number;
  readonly reviewers: readonly ReviewerMetrics[];
}

/** The reviews of one agent with one model; null is its own choice. */
export interface ReviewerMetrics {
  readonly cli: string;
  readonly model: string | null;
  readonly reviews: number;
  readonly approved: number;
  readonly findings: number;
  readonly totalMs: number;
}

/** What tasks have cost. */
export interface TaskCosts {
  readonly tasks: number;
  readonly approved: number;
  readonly totalMs: number;
  readonly cycles: number;
  /** Tasks of which a cost is known, and their sum in US dollars; null when there are none. */
  readonly priced: number;
  readonly usd: number | null;
  /** For some calls no price was told: `usd` is no more than the least it can be. */
  readonly least: boolean;
  /** Tasks of which tokens are known, and whether some of these figures are guesses. */
  readonly counted: number;
  readonly tokens: Used['tokens'] | null;
  readonly estimated: boolean;
  readonly roles: readonly RoleCosts[];
  readonly agents: readonly AgentCosts[];
}

/** What one role has used over all tasks. */
export interface RoleCosts extends Used {
  readonly role: string;
}

/** What one agent with one model has used over all tasks; null is its own choice. */
export interface AgentCosts extends Used {
  readonly cli: string;
  readonly model: string | null;
  readonly roles: readonly string[];
  /** Tasks that it worked on. */
  readonly tasks: number;
}

/** What tasks cost and what they brought. Source: eval.md 12.1. */
export interface TaskSummary {
  readonly costs: TaskCosts;
  /** All that was used, also by tasks that failed, for each one that was approved; null when none was. */
  readonly perApproved: {
    readonly seconds: number;
    readonly cycles: number;
    readonly tokens: number | null;
    readonly usd: number | null;
  } | null;
  /** What evaluations before and after tasks differ by; null when no task has both. */
  readonly impact: {
    readonly tasks: number;
    /** Of the composite score. */
    readonly average: number;
    /** Null where tokens are not known. */
    readonly perThousandTokens: number | null;
  } | null;
}
