import type { Progress } from '../../domain/progress.js';
import type { Clock } from '../../ports/clock.js';

/** At most ten a second reach a listener: more would be work for nobody. */
const APART_MS = 100;

/** Progress on its way to a listener. */
export interface ProgressTeller {
  hear(progress: Progress | null): void;
  /** Nothing more is told, what is still held back included: the call's end tells it better. */
  end(): void;
}

/**
 * Hands progress on, thinned out. What comes too soon is held back and told a moment later, the newest of each part:
 * the last thing that is heard before a long silence is what the agent is busy with.
 */
export function progressTeller(tell: (progress: Progress) => void, clock: Clock): ProgressTeller {
  const ended = new AbortController();
  let held: Progress | null = null;
  let next = Number.NEGATIVE_INFINITY;

  const out = (progress: Progress): void => {
    next = clock.now().getTime() + APART_MS;
    tell(progress);
  };
  const later = async (ms: number): Promise<void> => {
    await clock.sleep(ms, ended.signal);
    const newest = held;
    held = null;
    if (newest !== null && !ended.signal.aborted) out(newest);
  };

  return {
    hear(progress) {
      if (progress === null || ended.signal.aborted) return;
      if (held !== null) {
        held = newer(held, progress);
        return;
      }
      const wait = next - clock.now().getTime();
      if (wait <= 0) return out(progress);
      held = progress;
      // Never longer, should somebody have set the clock back.
      void later(Math.min(wait, APART_MS));
    },
    end: () => ended.abort(),
  };
}

const newer = (old: Progress, now: Progress): Progress => ({
  doing: now.doing ?? old.doing,
  outputTokens: now.outputTokens ?? old.outputTokens,
  costUsd: now.costUsd ?? old.costUsd,
});
