import type { Settings } from '../../domain/settings.js';
import type { Approver } from '../../ports/approver.js';
import type { HookWatch } from '../../ports/hook-watch.js';
import type { Prompts } from '../../ports/prompts.js';
import type { Repository } from '../../ports/repository.js';
import type { StopFile } from '../../ports/stop-file.js';
import type { Asking } from '../ask.js';

/** What a task asks of the world. */
export interface TaskDeps extends Asking {
  readonly repository: Repository;
  readonly prompts: Prompts;
  readonly approver: Approver;
  readonly stopFile: StopFile;
  readonly hooks: HookWatch;
  readonly settings: Settings;
  /** The top level of the repository, as agents are told it. */
  readonly workingDirectory: string;
  /** The text of the task's context file; null when it names none or it is not there. */
  readonly contextText: string | null;
  /** The tasklist as it is now, also where git ignores it; null when there is none. */
  readonly readTasklist: () => Promise<string | null>;
}
