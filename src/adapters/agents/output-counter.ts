/** Adds up the output tokens of a running call, whose messages each tell their own count as it grows. */
export interface OutputCounter {
  /** A message begins, in the agent itself or in one that it started: `of` tells them apart. */
  begin(of: string, tokens: number): void;
  /** What the running message has come to. */
  reached(of: string, tokens: number): void;
  /** All messages so far; null as long as nothing was told. */
  total(): number | null;
}

/** A counter at nothing. */
export function outputCounter(): OutputCounter {
  let finished: number | null = null;
  const running = new Map<string, number>();
  return {
    begin(of, tokens) {
      // A message that was cut off and is begun again has cost what it came to.
      finished = (finished ?? 0) + (running.get(of) ?? 0);
      running.set(of, tokens);
    },
    reached(of, tokens) {
      finished ??= 0;
      running.set(of, Math.max(tokens, running.get(of) ?? 0));
    },
    total: () => (finished === null ? null : [...running.values()].reduce((sum, tokens) => sum + tokens, finished)),
  };
}
