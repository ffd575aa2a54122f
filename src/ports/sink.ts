import type { Stamped } from '../domain/event.js';

/** A listener of events. One that throws is switched off; it can never stop a run. */
export interface Sink {
  readonly name: string;
  on(event: Stamped): void;
  /** Writes out what it holds, before the last event; a failure is told to the other sinks. */
  settle?(): Promise<void>;
  /** Writes out the rest and lets everything go. */
  close?(): Promise<void>;
}
