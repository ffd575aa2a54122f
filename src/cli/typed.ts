import type { ExitCodes } from '../domain/halt-rules.js';
import type { Typed } from './request.js';

/** The options as commander hands them over, by the names it makes of the flags. */
export interface Options {
  readonly task?: string;
  readonly continue?: boolean;
  readonly abort?: boolean;
  readonly repoDir?: string;
  readonly allowDirty?: boolean;
  readonly yesHighRisk?: boolean;
  readonly clearStop?: boolean;
  readonly maxCycles?: number;
  readonly locThreshold?: number;
  readonly timeout?: number;
  readonly idleTimeout?: number;
  /** commander makes `--no-x` the default true of `x`. */
  readonly tasklistEdits?: boolean;
  readonly cli?: string;
  readonly cliBuilder?: string;
  readonly cliReviewer?: string;
  readonly cliSanity?: string;
  readonly model?: string;
  readonly promptsDir?: string;
  readonly tasklist?: string;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly exitCodes?: ExitCodes;
}

/** Sorts what was typed into settings of the run and everything else. */
export function typedOf(options: Options): Typed {
  const { task, continue: goOn, abort, repoDir, clearStop, verbose, quiet, json, exitCodes, ...settings } = options;
  const { tasklistEdits, promptsDir, ...flags } = settings;
  return {
    task,
    continue: goOn,
    abort,
    repoDir,
    clearStop,
    verbose,
    quiet,
    json,
    exitCodes,
    flags: {
      ...flags,
      // An empty value means the setting of the configuration (cli.md 2.1).
      promptsDir: promptsDir === '' ? undefined : promptsDir,
      noTasklistEdits: tasklistEdits === false ? true : undefined,
    },
  };
}
