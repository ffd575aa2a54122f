import type { Described, StageAnswer } from '../../src/domain/own-stage.js';
import { err, ok, type Result } from '../../src/domain/result.js';
import type { OwnStages, StageCall, StageFailure } from '../../src/ports/own-stages.js';

/** What a stage of a user's does with a thing. */
export type Plays = (call: StageCall) => Result<StageAnswer, StageFailure>;

/** Stages of the user's in memory: what they do by their modules, and how their files are now. */
export class MemoryOwnStages implements OwnStages {
  readonly things: StageCall['thing'][] = [];
  /** Stands for the files as they are. */
  digest = 'first';

  constructor(
    private readonly plays: Readonly<Record<string, Plays>> = {},
    readonly describes: Described = {
      name: 'audit',
      takes: 'design',
      gives: 'design',
      files: { 'audit.mjs': 'first' },
    },
  ) {}

  async describe(): Promise<Result<Described, string>> {
    return ok({ ...this.describes, files: { 'audit.mjs': this.digest } });
  }

  async seen(files: Described['files']) {
    const changed = files['audit.mjs'] === this.digest ? [] : ['audit.mjs'];
    return { changed, digest: this.digest };
  }

  async run(call: StageCall): Promise<Result<StageAnswer, StageFailure>> {
    this.things.push(call.thing);
    return this.plays[call.module]?.(call) ?? err({ how: 'threw', says: `no ${call.module}` });
  }
}
