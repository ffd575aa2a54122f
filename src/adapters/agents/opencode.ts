import { isReadOnly } from '../../domain/role.js';
import type { AgentAdapter } from '../../ports/agent-adapter.js';
import { openCodeEnvelope } from './opencode-envelope.js';
import { withSchema } from './with-schema.js';

const INSTALL = 'npm install -g opencode-ai';
const SIGN_IN = 'run `opencode auth login`, or set the API key of its provider';

/** What a reader may not: these win over `--auto`, which only answers what would be asked. */
const READ_ONLY = JSON.stringify({ edit: 'deny', bash: 'deny' });

/**
 * OpenCode, driven by `run` with its events as JSON lines. Arguments: agent-clis-today.md 1 and 2.
 *
 * A reader gets no tool that writes, and no shell. Its plan agent is not used for it: the shell of that one writes.
 */
export const opencode: AgentAdapter = {
  id: 'opencode',
  program: 'opencode',
  install: INSTALL,
  tells: { tokens: true, money: true },
  command(request, model) {
    return {
      args: [
        'run',
        '--format',
        'json',
        // Without it, the first question ends the call in the middle, as a success.
        '--auto',
        // It tells nowhere else that the API refuses, and tries again in silence for more than a minute.
        '--print-logs',
        '--log-level',
        'ERROR',
        ...(model === null ? [] : ['-m', model]),
        // A new conversation without a title makes it ask a model for one.
        ...(request.conversation === null ? ['--title', 'millstone'] : ['--session', request.conversation]),
      ],
      ...(isReadOnly(request) ? { env: { OPENCODE_PERMISSION: READ_ONLY } } : {}),
      stdin: withSchema(request.prompt, request.schema),
    };
  },
  envelope: (about) =>
    openCodeEnvelope({ cli: 'opencode', signIn: SIGN_IN, model: null, now: about.now }, INSTALL, about),
};
