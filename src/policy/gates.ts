import type { Checkpoint } from '../domain/checkpoint.js';
import { type GateDecision, gateDecision } from '../domain/gate.js';
import type { JournalEntry } from '../domain/journal.js';

/**
 * The step of the gate at which a run waits for a person; null when it waits at none. It may have halted there since: what
 * could not be approved waits on.
 */
export function waitingGate({ life, openIntents }: Pick<Checkpoint, 'life' | 'openIntents'>): string | null {
  if (life.kind !== 'halted') return null;
  return [...openIntents.keys()].findLast(isGate) ?? null;
}

const isGate = (key: string): boolean => /^pass\/.*\/gate$/.test(key);

/** Whether the last word of a person was a refusal, which the run has not come to the end of. */
export function refusedLast({ steps }: Pick<Checkpoint, 'steps'>): boolean {
  const last = [...steps].findLast(([key]) => isGate(key));
  const said = gateDecision.safeParse(last?.[1]);
  return said.success && said.data.kind === 'rejected';
}

/** What the journal says once a person has decided about what waits there: about that, and nothing that comes later. */
export function decidedEntries(past: Pick<Checkpoint, 'life' | 'openIntents'>, value: GateDecision): JournalEntry[] {
  const key = waitingGate(past);
  return key === null ? [] : [{ kind: 'step', key, value }];
}
