import { isReadOnly } from '../../domain/role.js';
import type { AgentAdapter } from '../../ports/agent-adapter.js';
import { geminiEnvelope } from './gemini-envelope.js';
import { withSchema } from './with-schema.js';

const INSTALL = 'npm install -g @google/gemini-cli';
const SIGN_IN = 'start `gemini` once and sign in, or set GEMINI_API_KEY';

/**
 * Gemini CLI, driven by its events as JSON lines. Arguments: agent-clis-today.md 1 and 2.
 *
 * A reader runs in the mode that asks before it writes: without a terminal the tools that would ask are not even
 * offered to the model. Plan mode is not used for it, since it makes the model answer with a plan.
 */
export const gemini: AgentAdapter = {
  id: 'gemini',
  program: 'gemini',
  install: INSTALL,
  hidesGit: true,
  tells: { tokens: true, money: false },
  command: (request, model) => ({
    args: [
      '--approval-mode',
      isReadOnly(request) ? 'default' : 'yolo',
      // Without it, a folder that nobody has trusted by hand is refused.
      '--skip-trust',
      '-o',
      'stream-json',
      ...(model === null ? [] : ['-m', model]),
      ...(request.conversation === null ? [] : ['--resume', request.conversation]),
      // An empty prompt here: the one on stdin is the whole of it.
      '-p',
      '',
    ],
    stdin: withSchema(request.prompt, request.schema),
  }),
  envelope: (about) => geminiEnvelope({ cli: 'gemini', signIn: SIGN_IN, model: null, now: about.now }, INSTALL, about),
};
