import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentId } from '../../domain/agent.js';
import type { SignIn } from '../../domain/checkup.js';

type Env = Readonly<Record<string, string | undefined>>;

/** Where a tool keeps what it signs in with. Only whether it is there is looked at, never what it says. */
interface Traces {
  readonly variables: readonly string[];
  readonly file: (env: Env, home: string) => string;
  readonly fix: string;
}

/** Sources: agent-clis-today.md 2 and 4, and the documentation of the tools. */
const TRACES: Readonly<Record<AgentId, Traces>> = {
  claude: {
    variables: [
      'ANTHROPIC_API_KEY',
      'ANTHROPIC_AUTH_TOKEN',
      'CLAUDE_CODE_OAUTH_TOKEN',
      'CLAUDE_CODE_USE_BEDROCK',
      'CLAUDE_CODE_USE_VERTEX',
    ],
    file: (env, home) => join(env.CLAUDE_CONFIG_DIR ?? join(home, '.claude'), '.credentials.json'),
    fix: 'start `claude` once and sign in, or set ANTHROPIC_API_KEY',
  },
  codex: {
    variables: ['CODEX_API_KEY'],
    file: (env, home) => join(env.CODEX_HOME ?? join(home, '.codex'), 'auth.json'),
    fix: 'run `codex login`',
  },
  gemini: {
    variables: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    file: (env, home) => join(env.GEMINI_CLI_HOME ?? home, '.gemini', 'oauth_creds.json'),
    fix: 'start `gemini` once and sign in, or set GEMINI_API_KEY',
  },
  opencode: {
    variables: [],
    file: (env, home) => join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'opencode', 'auth.json'),
    fix: 'run `opencode auth login`',
  },
};

/** Bytes of a file that holds nothing: `{}` and a newline. */
const EMPTY = 3;

/** Looks for traces of an account. Finding none proves nothing: keychains and wrappers leave none. */
export async function signInOf(cli: AgentId, env: Env, home: string): Promise<SignIn> {
  if (cli === 'demo') return { kind: 'not-needed' };
  const traces = TRACES[cli];
  if (traces === undefined) return { kind: 'not-found', fix: `sign in as the documentation of ${cli} says` };
  const variable = traces.variables.find((name) => (env[name] ?? '') !== '');
  if (variable !== undefined) return { kind: 'found', where: variable };
  const file = traces.file(env, home);
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  return size > EMPTY ? { kind: 'found', where: file } : { kind: 'not-found', fix: traces.fix };
}
