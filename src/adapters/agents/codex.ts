import { isReadOnly } from '../../domain/role.js';
import type { AgentAdapter } from '../../ports/agent-adapter.js';
import { codexEnvelope } from './codex-envelope.js';

const INSTALL = 'npm install -g @openai/codex';
const SIGN_IN = 'run `codex login`, or set the API key of its provider, such as OPENAI_API_KEY';

/**
 * Codex, driven by `exec` with its events as JSON lines. Arguments: agent-clis-today.md 1 and 2.
 *
 * A reader runs in its read-only sandbox. An author goes without one: in the writing sandbox `.git` is read-only, so
 * that it could not commit.
 */
export const codex: AgentAdapter = {
  id: 'codex',
  program: 'codex',
  install: INSTALL,
  tells: { tokens: true, money: false },
  command(request, model, { schemaFile }) {
    const reads = isReadOnly(request);
    return {
      args: [
        'exec',
        // An option of `exec` itself: after `resume` it would be refused.
        ...(reads ? ['--sandbox', 'read-only'] : []),
        ...(request.conversation === null ? [] : ['resume', request.conversation]),
        '--json',
        ...(reads ? [] : ['--dangerously-bypass-approvals-and-sandbox']),
        ...(model === null ? [] : ['-m', model]),
        ...(request.schema === null ? [] : ['--output-schema', schemaFile]),
        // Else it asks several hosts for plugins at every start, and waits for them where there is no network.
        ...['-c', 'features.plugins=false'],
        '-',
      ],
      ...(request.schema === null ? {} : { schemaText: JSON.stringify(request.schema) }),
      stdin: request.prompt,
    };
  },
  envelope: (about) => codexEnvelope({ cli: 'codex', signIn: SIGN_IN, model: null, now: about.now }, INSTALL, about),
};
