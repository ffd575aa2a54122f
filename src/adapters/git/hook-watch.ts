import { accessSync, constants, mkdirSync, readdirSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { readHookTrace } from '../../formats/git-trace.js';
import type { HookWatch } from '../../ports/hook-watch.js';

/** Hooks that can refuse any commit. */
const REFUSING = ['pre-commit', 'commit-msg'];

/**
 * Lets git itself tell how it was called, by the trace it writes for each of its processes into a folder. What counts
 * is that the hooks are seen to have run: a commit made in some way that leaves no trace has not passed them. A user
 * who traces git already is not disturbed: then nothing is watched.
 */
export function hookWatch(hooksDir: string, folder: string, env: Readonly<Record<string, string>>): HookWatch {
  const hooks = REFUSING.filter((name) => isExecutable(join(hooksDir, name)));
  if (hooks.length === 0 || env.GIT_TRACE2_EVENT !== undefined) return { env: {}, skipped: async () => false };
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    // A watch that cannot be kept must not end a run; what was committed is compared with what was approved anyway.
    return { env: {}, skipped: async () => false };
  }
  return {
    env: { GIT_TRACE2_EVENT: folder },
    async skipped() {
      const ran = new Set<string>();
      let told = false;
      for (const name of readdirSync(folder)) {
        const file = join(folder, name);
        const trace = readHookTrace(readFileSync(file, 'utf8'));
        for (const hook of trace.ran) ran.add(hook);
        told ||= trace.skipped;
        unlinkSync(file);
      }
      return told || hooks.some((hook) => !ran.has(hook));
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
