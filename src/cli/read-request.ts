import { MODES } from './modes.js';
import { settingsOf, type Typed } from './options/all.js';
import { modesOf, refusal } from './refusals.js';
import type { Common, Request } from './request.js';

/** Why what was typed is no piece of work. */
export interface Usage {
  readonly kind: 'usage';
  readonly message: string;
}

/** Turns what was typed into one piece of work, or says why it cannot. */
export function readRequest(typed: Typed): Request | Usage {
  const message = refusal(typed);
  if (message !== null) return { kind: 'usage', message };
  const [kind] = modesOf(typed);
  if (kind === undefined)
    return { kind: 'usage', message: 'nothing to do: name a task with --task "...", or go on with --continue' };
  return { kind, ...commonOf(typed), ...MODES[kind].parts(typed) } as Request;
}

const commonOf = (typed: Typed): Common => ({
  flags: settingsOf(typed),
  repoDir: typed.repoDir ?? null,
  exitCodes: typed.exitCodes ?? 'standard',
  dryRun: typed.dryRun ?? false,
  screen: {
    verbosity: typed.quiet === true ? 'quiet' : typed.verbose === true ? 'verbose' : 'normal',
    json: typed.json ?? false,
  },
});
