import type { EvalPoint, FlakyTest } from '../../domain/eval-series.js';
import type { Spent } from '../../domain/event.js';
import type { DamagedRecord } from '../../domain/read-records.js';
import type { Role } from '../../domain/role.js';
import type { Casting } from '../../domain/run-plan.js';
import type { RunStory } from '../../domain/run-story.js';
import type { TaskRecord } from '../../domain/task-record.js';

/** Everything that the page about a run is made of. */
export interface ReportFacts {
  readonly story: RunStory;
  readonly usage: {
    readonly total: Spent;
    readonly byRole: readonly { readonly role: Role; readonly spent: Spent }[];
    readonly byAgent: readonly { readonly casting: Casting; readonly spent: Spent }[];
  };
  /** Evaluations of this run, with the time at which each was made. */
  readonly inRun: readonly { readonly when: string; readonly point: EvalPoint }[];
  /** Evaluations of the repository and tasks of all its runs, oldest first. */
  readonly evaluations: readonly EvalPoint[];
  readonly flaky: readonly FlakyTest[];
  readonly tasks: readonly TaskRecord[];
  /** Records that had to be left out. */
  readonly damaged: readonly DamagedRecord[];
  /** When the page is made, ISO, and by which version. */
  readonly made: string;
  readonly version: string;
}
