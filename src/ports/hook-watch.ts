/** Watches whether agents commit past the repository's hooks. */
export interface HookWatch {
  /** Added to the environment of a call that may commit; empty where there is no hook to run past. */
  readonly env: Readonly<Record<string, string>>;
  /** Asked about new commits: whether they were told to leave hooks out, or hooks were not seen to run since last asked. */
  skipped(): Promise<boolean>;
}
