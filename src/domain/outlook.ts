import type { TaskId } from './ids.js';
import type { Complexity } from './model-rule.js';
import type { Risk } from './task.js';

/** A task of a tasklist as a report tells it. */
export interface TaskOutlook {
  /** Position among all tasks, done ones included; from 1. */
  readonly number: number;
  readonly id: TaskId;
  /** The first line of its block in the file, from 1. */
  readonly line: number;
  readonly done: boolean;
  /** Whole, however long it is. */
  readonly title: string;
  readonly group: string | null;
  readonly risk: Risk | null;
  /** Its words, whole. */
  readonly raw: string;
  readonly complexity: Complexity;
  /** The words its complexity was told by. */
  readonly keywords: readonly string[];
  /** Files and folders it names, in its order. */
  readonly references: readonly string[];
  /** Ids or titles of tasks that it says come first. */
  readonly depends: readonly string[];
  /** Lines its owner expects it to change. */
  readonly estLoc: number | null;
  /** Lines of the existing files among `references`; null when there are none, or nobody counted. */
  readonly refLoc: number | null;
}

/** Why a pending task should come after another one; both by their number. */
export interface Dependency {
  readonly dependent: number;
  readonly prerequisite: number;
  /** `file_overlap` is no dependency: either may come first, but not both at once. */
  readonly kind: 'explicit' | 'file_overlap';
  /** The words or the files it was told by. */
  readonly reason: string;
}

/** How long the pending tasks may take. */
export interface Estimate {
  readonly seconds: number;
  readonly confidence: 'low' | 'medium' | 'high';
  /** Approved tasks it rests on. */
  readonly past: number;
  readonly per: Readonly<Record<Complexity, EstimateOf>>;
}

/** The same for one complexity. */
export interface EstimateOf {
  readonly tasks: number;
  readonly secondsEach: number;
  /** Approved tasks of this complexity; without any, `secondsEach` is the built-in figure. */
  readonly past: number;
}

/** Something in a tasklist that does not do what its writer must have meant. */
export interface Flaw {
  readonly kind:
    | 'box-without-text'
    | 'stray-about'
    | 'unclosed-fence'
    | 'unclosed-comment'
    | 'id-not-allowed'
    | 'id-twice'
    | 'unknown-dependency'
    | 'dependency-circle';
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
}

/** What lies ahead in a tasklist. */
export interface Outlook {
  /** Every task, in the order of the file. */
  readonly tasks: readonly TaskOutlook[];
  readonly flaws: readonly Flaw[];
  readonly dependencies: readonly Dependency[];
  /** Numbers of the pending tasks in an order that may be better than that of the file. */
  readonly order: readonly number[];
  readonly estimate: Estimate;
}
