/** Time, so that loops can be tested without waiting. */
export interface Clock {
  now(): Date;
  /** Resolves after `ms` milliseconds, or as soon as the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}
