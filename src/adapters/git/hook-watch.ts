import { accessSync, constants, mkdirSync, readdirSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { skipsHooks } from '../../formats/git-trace.js';
import type { HookWatch } from '../../ports/hook-watch.js';

/** Hooks that can refuse a commit and that `--no-verify` leaves out. */
const REFUSING = ['pre-commit', 'commit-msg', 'pre-merge-commit'];

/**
 * Lets git itself tell how it was called, by the trace it writes for each of its processes into a folder. A user who
 * traces git already is not disturbed: then nothing is watched.
 */
export function hookWatch(hooksDir: string, folder: string, env: Readonly<Record<string, string>>): HookWatch {
  const watched = env.GIT_TRACE2_EVENT === undefined && REFUSING.some((name) => isExecutable(join(hooksDir, name)));
  if (!watched) return { env: {}, skipped: async () => false };
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    // A watch that cannot be kept must not end a run; what was committed is compared with what was approved anyway.
    return { env: {}, skipped: async () => false };
  }
  return {
    env: { GIT_TRACE2_EVENT: folder },
    async skipped() {
      let found = false;
      for (const name of readdirSync(folder)) {
        const file = join(folder, name);
        found ||= skipsHooks(readFileSync(file, 'utf8'));
        unlinkSync(file);
      }
      return found;
    },
  };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
