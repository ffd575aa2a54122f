import type { Described, StageAnswer } from '../domain/own-stage.js';
import type { Result } from '../domain/result.js';

/** What a stage of the user's is run with. */
export interface StageCall {
  /** As `[pipeline] insert` names it. */
  readonly module: string;
  /** The thing as `src/plugin.ts` describes it. */
  readonly thing: Readonly<Record<string, unknown>>;
  readonly run: string;
  /** What the stage tells people, line by line, while it works. */
  readonly onTell: (text: string) => void;
}

/** How a stage of the user's failed: it threw, took too long, ended without an answer, or answered what nobody can read. */
export interface StageFailure {
  readonly how: 'threw' | 'hung' | 'ended' | 'garbage';
  readonly says: string;
}

/** Stages that the user wrote. They are run outside of this process, so that nothing they do can harm it. */
export interface OwnStages {
  /** Loads a module and says what it is; the error is a sentence for its author. */
  describe(module: string, signal: AbortSignal): Promise<Result<Described, string>>;
  /** Runs the stage of a module. An aborted signal ends it, as `ended`. */
  run(call: StageCall, signal: AbortSignal): Promise<Result<StageAnswer, StageFailure>>;
}
