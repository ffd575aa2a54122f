import type { Spent } from '../../domain/event.js';
import type { Settings } from '../../domain/settings.js';
import type { Waiver } from '../../domain/waiver.js';
import type { Approver } from '../../ports/approver.js';
import type { Evaluator } from '../../ports/evaluator.js';
import type { HookWatch } from '../../ports/hook-watch.js';
import type { Prompts } from '../../ports/prompts.js';
import type { Repository } from '../../ports/repository.js';
import type { StopFile } from '../../ports/stop-file.js';
import type { Asking } from '../ask.js';

/** Waivers, and cycles beyond those that were allowed at first. */
export interface Consent {
  readonly waivers: readonly Waiver[];
  readonly moreCycles: number;
  /** What the run had used when it was taken up again. */
  readonly spent?: Spent;
}

/** What a task asks of the world. */
export interface TaskDeps extends Asking {
  readonly repository: Repository;
  readonly prompts: Prompts;
  readonly approver: Approver;
  readonly stopFile: StopFile;
  readonly hooks: HookWatch;
  readonly evaluator: Evaluator;
  readonly settings: Settings;
  /** What a person consented to when the run was taken up again; nothing in a run of one go. */
  readonly consent: Consent;
  /** The top level of the repository, as agents are told it. */
  readonly workingDirectory: string;
  /** The text of the task's context file; null when it names none or it is not there. */
  readonly contextText: string | null;
  /** The tasklist as it is now, also where git ignores it; null when there is none. */
  readonly readTasklist: () => Promise<string | null>;
}
