import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Agent } from './versions.js';

/** How an agent is told to ask the scripted model and nobody else. */
interface Home {
  readonly model: string;
  readonly env: (url: string, home: string) => Readonly<Record<string, string>>;
  /** What keeps it from trying again by itself; without it, it tries as it does with its users. */
  readonly once?: Readonly<Record<string, string>>;
  /** What makes it one of a plan's; an empty variable is as good as none. */
  readonly subscribed?: Readonly<Record<string, string>>;
  /** Files under the home folder. */
  readonly files: (url: string, once: boolean) => Readonly<Record<string, string>>;
}

/** Not a secret: nobody but the scripted model is ever shown it. */
const KEY = 'scripted-key';
const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** One that its built-in catalogue knows: an unknown one goes without its tool for patches. */
const CODEX_MODEL = 'gpt-5.5';

const codexConfig = (url: string, once: boolean): string => `model = "${CODEX_MODEL}"
model_provider = "scripted"
check_for_update_on_startup = false

[analytics]
enabled = false

[features]
plugins = false

[model_providers.scripted]
name = "scripted"
base_url = "${url}/v1"
env_key = "SCRIPTED_API_KEY"
wire_api = "responses"
${once ? 'request_max_retries = 0\nstream_max_retries = 0\n' : ''}`;

const openCodeConfig = (url: string): object => ({
  autoupdate: false,
  share: 'disabled',
  model: 'scripted/scripted-model',
  small_model: 'scripted/scripted-model',
  enabled_providers: ['scripted'],
  provider: {
    scripted: {
      npm: '@ai-sdk/openai-compatible',
      name: 'Scripted',
      options: { baseURL: `${url}/v1`, apiKey: KEY },
      models: {
        'scripted-model': {
          name: 'Scripted',
          limit: { context: 1_000_000, output: 8_192 },
          cost: { input: 3, output: 15, cache_read: 0.3, cache_write: 3.75 },
        },
      },
    },
  },
});

export const HOMES: Readonly<Record<Agent, Home>> = {
  claude: {
    model: 'sonnet',
    env: (url) => ({
      ANTHROPIC_BASE_URL: url,
      ANTHROPIC_API_KEY: KEY,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_AUTOUPDATER: '1',
      DISABLE_TELEMETRY: '1',
      DISABLE_ERROR_REPORTING: '1',
      // Claude Code does not bypass permissions for root; a container of CI is a sandbox.
      ...(process.getuid?.() === 0 ? { IS_SANDBOX: '1' } : {}),
    }),
    once: { CLAUDE_CODE_MAX_RETRIES: '0' },
    subscribed: { ANTHROPIC_API_KEY: '', CLAUDE_CODE_OAUTH_TOKEN: KEY },
    files: () => ({}),
  },
  codex: {
    model: CODEX_MODEL,
    env: (_url, home) => ({ CODEX_HOME: join(home, '.codex'), SCRIPTED_API_KEY: KEY }),
    files: (url, once) => ({ '.codex/config.toml': codexConfig(url, once) }),
  },
  gemini: {
    model: 'gemini-2.5-pro',
    env: (url) => ({
      GEMINI_API_KEY: KEY,
      GOOGLE_GEMINI_BASE_URL: url,
      GEMINI_TELEMETRY_ENABLED: 'false',
      GEMINI_CLI_NO_RELAUNCH: 'true',
    }),
    files: (_url, once) => ({
      '.gemini/settings.json': json({
        general: {
          enableAutoUpdate: false,
          enableAutoUpdateNotification: false,
          ...(once ? { maxAttempts: 1 } : {}),
        },
        privacy: { usageStatisticsEnabled: false },
        telemetry: { enabled: false },
        security: { auth: { selectedType: 'gemini-api-key' } },
      }),
    }),
  },
  opencode: {
    model: 'scripted/scripted-model',
    env: () => ({
      OPENCODE_DISABLE_AUTOUPDATE: '1',
      OPENCODE_DISABLE_MODELS_FETCH: '1',
      OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
      OPENCODE_DISABLE_DEFAULT_PLUGINS: '1',
      OPENCODE_DISABLE_SHARE: '1',
    }),
    files: (url) => ({ '.config/opencode/opencode.json': json(openCodeConfig(url)) }),
  },
};

/** Makes the home of an agent and returns the environment that goes with it. */
export function settle(agent: Agent, home: string, url: string, once = true): Readonly<Record<string, string>> {
  const { env, files, once: single = {} } = HOMES[agent];
  for (const [name, text] of Object.entries(files(url, once))) {
    const path = join(home, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return { ...env(url, home), ...(once ? single : {}) };
}
