import { COMPLEXITIES, type Complexity } from '../domain/model-rule.js';
import type { Estimate, EstimateOf } from '../domain/outlook.js';

/** A task that was approved, as its record tells. */
export interface PastTask {
  readonly complexity: Complexity;
  readonly seconds: number;
}

/** Seconds of a task, as long as nothing is known. Source: tasklist.md 9.5. */
const DEFAULTS: Readonly<Record<Complexity, number>> = { simple: 120, medium: 300, complex: 600 };
/** Approved tasks from which on an estimate may be trusted. Source: tasklist.md 9.5. */
const HIGH = 10;
const MEDIUM = 3;

/** The mean of past tasks of the same complexity for each pending one. */
export function estimate(pending: readonly Complexity[], past: readonly PastTask[]): Estimate {
  const of = (complexity: Complexity): EstimateOf => {
    const seconds = past.filter((task) => task.complexity === complexity).map((task) => task.seconds);
    const mean = seconds.reduce((sum, one) => sum + one, 0) / seconds.length;
    return {
      tasks: pending.filter((one) => one === complexity).length,
      secondsEach: seconds.length === 0 ? DEFAULTS[complexity] : mean,
      past: seconds.length,
    };
  };
  const per = { simple: of('simple'), medium: of('medium'), complex: of('complex') };
  return {
    seconds: COMPLEXITIES.reduce((sum, one) => sum + per[one].tasks * per[one].secondsEach, 0),
    confidence: past.length >= HIGH ? 'high' : past.length >= MEDIUM ? 'medium' : 'low',
    past: past.length,
    per,
  };
}
