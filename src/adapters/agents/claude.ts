import { isReadOnly } from '../../domain/role.js';
import type { AgentAdapter } from '../../ports/agent-adapter.js';
import type { AgentRequest } from '../../ports/agents.js';
import { claudeEnvelope } from './claude-envelope.js';
import { withSchema } from './with-schema.js';

const INSTALL = 'npm install -g @anthropic-ai/claude-code';
const SIGN_IN = 'start `claude` once and sign in, or set ANTHROPIC_API_KEY';

/** Bytes of a schema that still fit into one argument, of which Linux allows 128 KiB. */
const ARGUMENT = 100_000;

/**
 * Tools that change files. A reader goes without them, and without the permission bypass: what it may still run is
 * what needs no permission. Plan mode is not used for it, since it makes the model answer with a plan.
 */
const WRITERS = ['Edit', 'MultiEdit', 'Write', 'NotebookEdit'];

/** Claude Code, driven by `-p` with its events as JSON lines. Arguments: agent-clis-today.md 1 and 2. */
export const claude: AgentAdapter = {
  id: 'claude',
  program: 'claude',
  install: INSTALL,
  command(request, model, { capUsd }) {
    const inline = request.schema === null ? null : JSON.stringify(request.schema);
    const fits = inline !== null && Buffer.byteLength(inline) < ARGUMENT;
    return {
      args: [
        '-p',
        '--output-format',
        'stream-json',
        // Without it the stream is refused.
        '--verbose',
        // Tells the tokens of a message while it is being written.
        '--include-partial-messages',
        ...permissions(request),
        ...(model === null ? [] : ['--model', model]),
        ...(request.conversation === null ? [] : ['--resume', request.conversation]),
        ...(fits ? ['--json-schema', inline] : []),
        ...(capUsd === null ? [] : ['--max-budget-usd', Math.max(0.0001, capUsd).toFixed(4)]),
      ],
      stdin: fits ? request.prompt : withSchema(request.prompt, request.schema),
    };
  },
  tells: { tokens: true, money: true },
  envelope: ({ now }) => claudeEnvelope({ cli: 'claude', signIn: SIGN_IN, model: null, now }, INSTALL),
};

const permissions = (request: AgentRequest): readonly string[] =>
  isReadOnly(request)
    ? ['--permission-mode', 'dontAsk', '--disallowedTools', WRITERS.join(',')]
    : ['--dangerously-skip-permissions'];
