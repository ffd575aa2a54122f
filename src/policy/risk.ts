import type { Settings } from '../domain/settings.js';
import type { Risk } from '../domain/task.js';

/** The cycles of a task: an explicit flag, else its risk, else the configuration; never above the policy's bound (L6). */
export function cyclesFor(
  risk: Risk | null,
  settings: Pick<Settings, 'maxCycles' | 'maxCyclesByFlag' | 'maxCyclesBound' | 'riskCycles'>,
): number {
  const wanted = settings.maxCyclesByFlag || risk === null ? settings.maxCycles : settings.riskCycles[risk];
  return Math.max(1, Math.min(wanted, settings.maxCyclesBound ?? wanted));
}
