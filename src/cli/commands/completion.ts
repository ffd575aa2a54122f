import { KNOWN_AGENTS } from '../../adapters/agents/registry.js';
import { ok } from '../../domain/result.js';
import { bashCompletion } from '../completion/bash.js';
import { fishCompletion } from '../completion/fish.js';
import { words } from '../completion/word.js';
import { zshCompletion } from '../completion/zsh.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { answered } from './answer.js';

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** `millstone --completion SHELL`: prints the script with which that shell completes millstone's flags. */
export const completionCommand = (
  request: RequestOf<'completion'>,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> =>
  answered(request, host, leave, async () => {
    const script = SHELLS[request.shell](words(KNOWN_AGENTS));
    return ok({ exit: 0, says: script, json: { type: 'completion', exit: 0, shell: request.shell, script } });
  });
