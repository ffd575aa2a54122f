import type { JournalEntry } from './journal.js';
import { isEndedKey } from './task-keys.js';
import type { Waiver } from './waiver.js';

/** An action that was begun and of which nobody knows whether it was done. */
export interface OpenIntent {
  readonly key: string;
  readonly before: Readonly<Record<string, string>>;
}

/** What a run remembers of its work. */
export interface Recalled {
  /** Values of finished steps by key. */
  readonly steps: ReadonlyMap<string, unknown>;
  readonly openIntents: ReadonlyMap<string, OpenIntent>;
  /** Consents to the task in hand. */
  readonly waivers: readonly Waiver[];
  /** Cycles that were granted to the task in hand beyond those allowed at first. */
  readonly moreCycles: number;
}

/** Folds the lines of a journal. Never stored, so that two writers cannot disagree about it. */
export function recall(lines: readonly JournalEntry[]): Recalled {
  const memory = remember();
  for (const line of lines) memory.on(line);
  return memory.now();
}

/** The same fold, line by line: what it costs to take one in does not grow with those before it. */
export function remember(): { on(line: JournalEntry): void; now(): Recalled } {
  const steps = new Map<string, unknown>();
  const openIntents = new Map<string, OpenIntent>();
  let waivers: Waiver[] = [];
  let moreCycles = 0;
  const on = (line: JournalEntry): void => {
    switch (line.kind) {
      case 'step':
        steps.set(line.key, line.value);
        if (isEndedKey(line.key)) [waivers, moreCycles] = [[], 0];
        // A finished step settles what was meant within it as well.
        for (const key of [...openIntents.keys()])
          if (key === line.key || key.startsWith(`${line.key}/`)) openIntents.delete(key);
        break;
      case 'intent':
        openIntents.set(line.key, { key: line.key, before: line.before });
        break;
      case 'forgotten':
        for (const key of line.keys) {
          steps.delete(key);
          openIntents.delete(key);
        }
        break;
      case 'waived':
        waivers = [...waivers, { check: line.check, diff: line.diff }];
        break;
      case 'extended':
        moreCycles += line.cycles;
        break;
      default:
    }
  };
  return { on, now: () => ({ steps, openIntents, waivers, moreCycles }) };
}
