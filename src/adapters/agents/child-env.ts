/** What a parent agent leaves in the environment of what it runs. Source: agent-clis-today.md 5, "Nested runs". */
const PARENT_MARKS = new Set([
  'CLAUDECODE',
  'CLAUDE_CODE_CHILD_SESSION',
  'CLAUDE_CODE_ENTRYPOINT',
  'CLAUDE_CODE_SESSION_ID',
  'CLAUDE_CODE_SESSION_ATTENDED',
  'CLAUDE_CODE_MESSAGING_SOCKET',
  'CLAUDE_CODE_MESSAGING_TOKEN',
  'CLAUDE_CODE_CHILD_NOTES_DIR',
  'CLAUDE_CODE_EXECPATH',
  'CLAUDE_CODE_SSE_PORT',
  'CLAUDE_PID',
  'AI_AGENT',
  'AGENT',
  'CODEX_THREAD_ID',
  'CODEX_SESSION_ID',
  'CODEX_TOOL_CALL_ID',
  'CODEX_CI',
  'GEMINI_CLI',
  'OPENCODE',
  'OPENCODE_PID',
]);
const PARENT_PREFIXES = ['CODEX_MANAGED_'];

/** By these Gemini CLI hides the user's git settings, the identity and the hooks included, from what it runs. */
const HIDES_GIT = /^GIT_CONFIG_(?:GLOBAL|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)$/;

/** What would tie git to another repository, index or identity of objects than the folder it runs in. */
const REPOSITORY = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_CEILING_DIRECTORIES',
  'GIT_QUARANTINE_PATH',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_SHALLOW_FILE',
  'GIT_GRAFT_FILE',
  'GIT_REPLACE_REF_BASE',
]);

/**
 * The environment of a child: everything inherited, since builds need the user's variables, minus the marks of a
 * parent agent and what fixes a repository (S9).
 */
export function childEnv(parent: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const hidden = parent.GEMINI_CLI !== undefined;
  const kept = Object.entries(parent).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !dropped(entry[0], entry[1]) && !(hidden && HIDES_GIT.test(entry[0])),
  );
  return Object.fromEntries(kept);
}

function dropped(name: string, value: string): boolean {
  if (PARENT_MARKS.has(name) || REPOSITORY.has(name)) return true;
  if (PARENT_PREFIXES.some((prefix) => name.startsWith(prefix))) return true;
  // Claude Code sets this one so that nothing opens an editor; a person's own editor is another value.
  return name === 'GIT_EDITOR' && value === 'true';
}
