import type { JournalLine } from './journal.js';
import { type Recalled, recall } from './recall.js';
import type { RunFlags, RunPlan } from './run-plan.js';
import { type TasksSoFar, tasksSoFar } from './tasks-so-far.js';

/** The last thing a run's journal says about its life. */
export type Life =
  /** It runs, or died without a word. */
  | { readonly kind: 'open' }
  | { readonly kind: 'halted'; readonly line: Extract<JournalLine, { kind: 'halted' }> }
  | { readonly kind: 'closed'; readonly line: Extract<JournalLine, { kind: 'closed' }> };

/** Where a run stands. */
export interface Checkpoint extends Recalled, TasksSoFar {
  readonly plan: RunPlan;
  /** What was typed at its start and whenever it was taken up again; later words win. */
  readonly flags: RunFlags;
  readonly life: Life;
  /** Whether its commits were taken back after it was closed. */
  readonly undone: boolean;
  /** ISO time of its last line. */
  readonly at: string;
}

/** Folds a journal; null when it does not begin with what was asked for. */
export function checkpoint(lines: readonly JournalLine[]): Checkpoint | null {
  const opened = lines.find((line) => line.kind === 'opened');
  const last = lines.at(-1);
  if (opened === undefined || last === undefined) return null;
  let life: Life = { kind: 'open' };
  let flags: RunFlags = opened.plan.flags;
  for (const line of lines) {
    if (line.kind === 'resumed') {
      life = { kind: 'open' };
      flags = { ...flags, ...line.flags };
    } else if (line.kind === 'halted') life = { kind: 'halted', line };
    else if (line.kind === 'closed') life = { kind: 'closed', line };
  }
  const undone = lines.some((line) => line.kind === 'undone');
  const recalled = recall(lines);
  const sofar = tasksSoFar(opened.plan, recalled.steps);
  return { plan: opened.plan, flags, life, undone, at: last.at, ...recalled, ...sofar };
}
