import { SIGNAL_NUMBER } from '../domain/exit-codes.js';
import type { StopSignal } from '../domain/halt.js';

/** The run's wish to stop, made of the process's signals. */
export interface Stopper {
  readonly signal: AbortSignal;
  /** Stops listening. */
  close(): void;
}

/**
 * The first signal aborts the run, which then ends its agents and keeps everything; a second one leaves at once, and
 * the guard ends what is left of the agents.
 */
export function listenForSignals(first: (signal: StopSignal) => void, leave: (exit: number) => void): Stopper {
  const controller = new AbortController();
  const on = (signal: StopSignal): void => {
    if (controller.signal.aborted) leave(128 + SIGNAL_NUMBER[signal]);
    else {
      controller.abort(signal);
      first(signal);
    }
  };
  const listeners = (Object.keys(SIGNAL_NUMBER) as StopSignal[]).map((signal) => {
    const listener = (): void => on(signal);
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  return {
    signal: controller.signal,
    close: () => {
      for (const stop of listeners) stop();
    },
  };
}
