/** Watches whether agents commit past the repository's hooks. */
export interface HookWatch {
  /** Added to the environment of a call that may commit; empty where there is no hook to run past. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether a commit since the last time it was asked was told to leave hooks out. */
  skipped(): Promise<boolean>;
}
