import type { Settings } from '../domain/settings.js';
import type { Risk } from '../domain/task.js';

/** Cycles that a task's risk asks for. Source: inner-loop.md 4. */
const CYCLES: Readonly<Record<Risk, number>> = { low: 2, medium: 3, high: 5 };

/** The cycles of a task: an explicit flag, else its risk, else the configuration; never above the policy's bound (L6). */
export function cyclesFor(
  risk: Risk | null,
  settings: Pick<Settings, 'maxCycles' | 'maxCyclesByFlag' | 'maxCyclesBound'>,
): number {
  const wanted = settings.maxCyclesByFlag || risk === null ? settings.maxCycles : CYCLES[risk];
  return Math.max(1, Math.min(wanted, settings.maxCyclesBound ?? wanted));
}
