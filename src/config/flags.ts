/** Settings typed on the command line; what was not typed is undefined. Times are seconds, as typed. */
export interface RunFlags {
  readonly maxCycles?: number | undefined;
  readonly locThreshold?: number | undefined;
  readonly tasklist?: string | undefined;
  readonly promptsDir?: string | undefined;
  readonly cli?: string | undefined;
  readonly cliBuilder?: string | undefined;
  readonly cliReviewer?: string | undefined;
  readonly cliSanity?: string | undefined;
  readonly model?: string | undefined;
  readonly timeout?: number | undefined;
  readonly idleTimeout?: number | undefined;
  readonly allowDirty?: boolean | undefined;
  readonly yesHighRisk?: boolean | undefined;
  readonly noTasklistEdits?: boolean | undefined;
}
