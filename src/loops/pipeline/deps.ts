import type { ChainPlan } from '../../domain/chain.js';
import type { Halt } from '../../domain/halt.js';
import type { Result } from '../../domain/result.js';
import type { RunDone } from '../../domain/run-done.js';
import type { Artifacts } from '../../ports/artifacts.js';
import type { OwnStages } from '../../ports/own-stages.js';
import type { RunContext } from '../context.js';
import type { Round } from '../parallel/select.js';
import type { WorklistDeps } from '../worklist/deps.js';

/** What a chain of stages asks of the world. */
export interface OuterDeps extends WorklistDeps {
  readonly artifacts: Artifacts;
  readonly chain: ChainPlan;
  readonly ownStages: OwnStages;
  /** Rounds of writing and review that a person granted to the stage in hand beyond those allowed. */
  readonly moreCycles: number;
  /** Tasks of the run that came to their end before this process. */
  readonly placesBefore: number;
  /** Does a round of tasks at once; null where they follow one another. */
  readonly atOnce: ((round: Round, ctx: RunContext) => Promise<Result<RunDone, Halt>>) | null;
}
