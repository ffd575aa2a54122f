import type { StoredEvaluation } from '../../src/domain/evaluation.js';
import { done, ok, type Result } from '../../src/domain/result.js';
import type { RollbackContext } from '../../src/domain/rollback.js';
import type { FileCoverage, HardSignals, Todo } from '../../src/domain/signals.js';
import type { Evals, PastEvaluations } from '../../src/ports/evals.js';
import type { Rollbacks } from '../../src/ports/rollbacks.js';
import type { Signals } from '../../src/ports/signals.js';

/** Evaluations in memory, in the order they were kept. */
export class MemoryEvals implements Evals {
  readonly kept: StoredEvaluation[] = [];
  /** Names of files that cannot be read. */
  damaged: readonly string[] = [];

  async past(): Promise<Result<PastEvaluations, string>> {
    return ok({ stored: this.kept, damaged: this.damaged });
  }

  async keep(stored: StoredEvaluation): Promise<Result<readonly string[], string>> {
    this.kept.push(stored);
    return ok([]);
  }
}

/** What was taken back last, in memory. */
export class MemoryRollbacks implements Rollbacks {
  context: RollbackContext | null = null;

  async keep(context: RollbackContext): Promise<Result<void, string>> {
    this.context = context;
    return done;
  }

  async last(): Promise<RollbackContext | null> {
    return this.context;
  }

  async clear(): Promise<void> {
    this.context = null;
  }
}

/** What tools find, in memory. */
export class MemorySignals implements Signals {
  found: readonly Todo[] = [];
  covered: readonly FileCoverage[] = [];
  readonly kept: HardSignals[] = [];

  async todos(): Promise<Result<readonly Todo[], never>> {
    return ok(this.found);
  }

  async coverage(): Promise<readonly FileCoverage[]> {
    return this.covered;
  }

  async keep(name: string, signals: HardSignals): Promise<Result<string, string>> {
    this.kept.push(signals);
    return ok(`.millstone/signals/${name}.json`);
  }
}
