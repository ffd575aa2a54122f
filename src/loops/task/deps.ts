import type { Spent } from '../../domain/event.js';
import type { TaskId } from '../../domain/ids.js';
import type { Settings } from '../../domain/settings.js';
import type { Waiver } from '../../domain/waiver.js';
import type { Approver } from '../../ports/approver.js';
import type { Contexts } from '../../ports/contexts.js';
import type { Evals } from '../../ports/evals.js';
import type { Evaluator } from '../../ports/evaluator.js';
import type { HookWatch } from '../../ports/hook-watch.js';
import type { Prompts } from '../../ports/prompts.js';
import type { Reports } from '../../ports/reports.js';
import type { Repository } from '../../ports/repository.js';
import type { Rollbacks } from '../../ports/rollbacks.js';
import type { Signals } from '../../ports/signals.js';
import type { StopFile } from '../../ports/stop-file.js';
import type { TaskList } from '../../ports/task-list.js';
import type { Asking } from '../ask.js';

/** Nothing was consented to. */
export const NO_CONSENT: Consent = { waivers: [], moreCycles: 0 };

/** Waivers, and cycles beyond those that were allowed at first. */
export interface Consent {
  readonly waivers: readonly Waiver[];
  readonly moreCycles: number;
  /** What the task had used when it was taken up again. */
  readonly spent?: Spent;
}

/** What a task asks of the world. */
export interface TaskDeps extends Asking {
  readonly repository: Repository;
  readonly prompts: Prompts;
  readonly approver: Approver;
  readonly stopFile: StopFile;
  readonly reports: Reports;
  readonly hooks: HookWatch;
  readonly evaluator: Evaluator;
  readonly evals: Evals;
  /** The name of an evaluation that is made at this time. */
  readonly evalName: (at: Date) => string;
  readonly rollbacks: Rollbacks;
  readonly signals: Signals;
  readonly settings: Settings;
  /** What a person consented to when the run was taken up again; nothing for a task of one go. */
  readonly consent: (task: TaskId) => Consent;
  /** The top level of the repository, as agents are told it. */
  readonly workingDirectory: string;
  readonly contexts: Contexts;
  /** Where the task comes from; null for one that was given in words. */
  readonly list: TaskList | null;
  /** The tasklist as it is now, also where git ignores it; null when there is none. */
  readonly readTasklist: () => Promise<string | null>;
}
