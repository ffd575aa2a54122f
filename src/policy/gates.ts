import type { Checkpoint } from '../domain/checkpoint.js';
import type { GateDecision } from '../domain/gate.js';
import type { JournalEntry } from '../domain/journal.js';

/**
 * The step of the gate at which a run waits for a person; null when it waits at none. It may have halted there since: what
 * could not be approved waits on.
 */
export function waitingGate({ life, openIntents }: Pick<Checkpoint, 'life' | 'openIntents'>): string | null {
  if (life.kind !== 'halted') return null;
  return [...openIntents.keys()].findLast((key) => /^pass\/.*\/gate$/.test(key)) ?? null;
}

/** What the journal says once a person has decided about what waits there: about that, and nothing that comes later. */
export function decidedEntries(past: Pick<Checkpoint, 'life' | 'openIntents'>, value: GateDecision): JournalEntry[] {
  const key = waitingGate(past);
  return key === null ? [] : [{ kind: 'step', key, value }];
}
