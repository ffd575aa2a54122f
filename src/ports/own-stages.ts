import type { Described, StageAnswer } from '../domain/own-stage.js';
import type { Result } from '../domain/result.js';

/** A task of a worklist. */
interface ThingTask {
  readonly id: string;
  readonly title: string;
  readonly done: boolean;
  readonly text: string;
}

interface Named {
  readonly id: string;
  readonly title: string;
  /** Relative to the top level. */
  readonly file: string;
  readonly text: string;
}

/** A thing as a stage of the user's is given it. `src/plugin.ts` tells its author the same, and a test compares them. */
export type Thing =
  | ({ readonly kind: 'opportunity' } & Named)
  | ({ readonly kind: 'design'; readonly bare: boolean } & Named)
  | { readonly kind: 'worklist'; readonly file: string; readonly tasks: readonly ThingTask[] };

/** What a stage of the user's is run with. */
export interface StageCall {
  /** As `[pipeline] insert` names it. */
  readonly module: string;
  /** All that may be loaded for it, by the names that `describe` gave. */
  readonly files: readonly string[];
  readonly thing: Thing;
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
  /** Compares files, by the digests that `describe` gave, with how they are now; `digest` stands for all of them. */
  seen(files: Described['files']): Promise<{ readonly changed: readonly string[]; readonly digest: string }>;
  /** Loads a module and says what it is; the error is a sentence for its author. */
  describe(module: string, signal: AbortSignal): Promise<Result<Described, string>>;
  /** Runs the stage of a module. An aborted signal ends it, as `ended`. */
  run(call: StageCall, signal: AbortSignal): Promise<Result<StageAnswer, StageFailure>>;
}
