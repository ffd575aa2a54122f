import { expect, test } from 'vitest';
import { childEnv } from '../../../src/adapters/agents/child-env.js';

const USUAL = {
  PATH: '/usr/bin',
  HOME: '/home/somebody',
  LANG: 'C.UTF-8',
  NO_COLOR: '1',
  HTTPS_PROXY: 'http://proxy',
  NODE_OPTIONS: '--max-old-space-size=4096',
  // The user's own settings of an agent, of git, and of a build.
  CODEX_HOME: '/home/somebody/.codex',
  CLAUDE_CONFIG_DIR: '/home/somebody/.claude',
  CLAUDE_CODE_MAX_RETRIES: '1',
  CLAUDE_CODE_USE_BEDROCK: '1',
  ANTHROPIC_API_KEY: 'key',
  IS_SANDBOX: '1',
  OPENCODE_CONFIG: '/home/somebody/opencode.json',
  GEMINI_API_KEY: 'key',
  GIT_AUTHOR_NAME: 'Somebody',
  GIT_CONFIG_GLOBAL: '/home/somebody/gitconfig',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'core.pager',
  GIT_CONFIG_VALUE_0: 'less',
  GIT_EDITOR: 'vi',
  GIT_SSH_COMMAND: 'ssh -i key',
  AGENT_NAME: 'a build machine',
};

test('keeps what a build or an agent may need', () => {
  expect(childEnv(USUAL)).toEqual(USUAL);
});

test.each([
  // Claude Code
  ['CLAUDECODE', '1'],
  ['CLAUDE_CODE_CHILD_SESSION', '1'],
  ['CLAUDE_CODE_ENTRYPOINT', 'cli'],
  ['CLAUDE_CODE_SESSION_ID', 'x'],
  ['CLAUDE_CODE_SESSION_ATTENDED', '1'],
  ['CLAUDE_CODE_MESSAGING_SOCKET', '/tmp/x'],
  ['CLAUDE_CODE_MESSAGING_TOKEN', 'secret'],
  ['CLAUDE_CODE_CHILD_NOTES_DIR', '/tmp/x'],
  ['CLAUDE_CODE_EXECPATH', '/usr/bin/claude'],
  ['CLAUDE_CODE_SSE_PORT', '1'],
  ['CLAUDE_PID', '1'],
  ['AI_AGENT', 'claude'],
  ['GIT_EDITOR', 'true'],
  // Codex
  ['CODEX_THREAD_ID', 'x'],
  ['CODEX_SESSION_ID', 'x'],
  ['CODEX_TOOL_CALL_ID', 'x'],
  ['CODEX_CI', '1'],
  ['CODEX_MANAGED_BY_NPM', '1'],
  ['CODEX_MANAGED_BY_BUN', '1'],
  // Gemini CLI and OpenCode
  ['GEMINI_CLI', '1'],
  ['OPENCODE', '1'],
  ['OPENCODE_PID', '1'],
  ['AGENT', '1'],
  // What ties git to another repository, as in a hook.
  ['GIT_DIR', '/elsewhere/.git'],
  ['GIT_WORK_TREE', '/elsewhere'],
  ['GIT_INDEX_FILE', '/elsewhere/.git/index'],
  ['GIT_OBJECT_DIRECTORY', '/elsewhere/.git/objects'],
  ['GIT_COMMON_DIR', '/elsewhere/.git'],
  ['GIT_NAMESPACE', 'x'],
  ['GIT_PREFIX', 'src/'],
])("AG-S9 S9: drops %s, which is not the user's", (name, value) => {
  const env = childEnv({ ...USUAL, [name]: value });
  expect(env).not.toHaveProperty(name);
  expect(env).toMatchObject({ PATH: USUAL.PATH, CODEX_HOME: USUAL.CODEX_HOME });
});

test("S9: started within Gemini CLI it drops the settings by which that hides the user's git", () => {
  const hidden = {
    ...USUAL,
    GEMINI_CLI: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_0: 'credential.helper',
    GIT_CONFIG_VALUE_0: '',
    GIT_CONFIG_KEY_1: 'core.hooksPath',
    GIT_CONFIG_VALUE_1: '',
  };
  expect(childEnv(hidden)).toEqual(
    without(['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_COUNT', 'GIT_CONFIG_KEY_0', 'GIT_CONFIG_VALUE_0']),
  );
});

test('drops what has no value', () => {
  expect(childEnv({ A: undefined, B: '' })).toEqual({ B: '' });
});

const without = (names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(USUAL).filter(([name]) => !names.includes(name)));
