/** A person who does not want to wait any longer. */
export interface Impatience {
  /** Whether there is somebody who could say so. */
  readonly possible: boolean;
  /** Resolves when somebody says so; never when nobody does. Given up on the signal. */
  asked(signal: AbortSignal): Promise<void>;
}
