import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { claude } from '../../../src/adapters/agents/claude.js';
import { codex } from '../../../src/adapters/agents/codex.js';
import { configured } from '../../../src/adapters/agents/configured.js';
import { demo } from '../../../src/adapters/agents/demo.js';
import { gemini } from '../../../src/adapters/agents/gemini.js';
import { opencode } from '../../../src/adapters/agents/opencode.js';
import type { AgentFailure } from '../../../src/domain/agent.js';
import type { Progress } from '../../../src/domain/progress.js';
import type { Result } from '../../../src/domain/result.js';
import type { AgentAdapter, Answer, CallFacts, CallTerms } from '../../../src/ports/agent-adapter.js';
import type { AgentRequest } from '../../../src/ports/agents.js';
import type { Ending } from '../../../src/ports/process.js';

/** An adapter with how its tool says things, so that one suite can ask all of them for the same. */
export interface Subject {
  readonly name: string;
  readonly adapter: AgentAdapter;
  /** How the tool takes a schema: in its arguments, in a file, or only as words of the prompt. */
  readonly takesSchema: 'inline' | 'file' | 'words';
  /** Whether a reply can be marked as structured. */
  readonly marksStructured: boolean;
  readonly conversation: string | null;
  /** Whether what it printed counts only when it also ends with exit code 0. */
  readonly mustExitWell: boolean;
  says(text: string): readonly string[];
  structured(value: object): readonly string[];
  /** Something on the way to the result, and the phrase for it; null for a tool that tells nothing. */
  readonly doing: { readonly line: string; readonly phrase: string } | null;
}

const claudeResult = (more: object): string =>
  JSON.stringify({
    session_id: 'c1',
    is_error: false,
    subtype: 'success',
    permission_denials: [],
    ...more,
    type: 'result',
  });
const demoResult = (text: string, structured: boolean): string =>
  JSON.stringify({ type: 'result', text, structured, conversation: 'demo' });

const lines = (...events: readonly object[]): readonly string[] => events.map((event) => JSON.stringify(event));

export const codexSays = (text: string): readonly string[] =>
  lines(
    { type: 'thread.started', thread_id: 't1' },
    { type: 'item.completed', item: { type: 'agent_message', text } },
    { type: 'turn.completed', usage: { input_tokens: 10, cached_input_tokens: 4, output_tokens: 2 } },
  );
const geminiSays = (text: string): readonly string[] =>
  lines(
    { type: 'init', session_id: 'g1' },
    { type: 'message', role: 'assistant', content: text, delta: true },
    { type: 'result', status: 'success', stats: { total_tokens: 12, input_tokens: 10, output_tokens: 2, cached: 4 } },
  );
const openCodeSays = (text: string): readonly string[] =>
  lines(
    { type: 'step_start', sessionID: 'o1', part: {} },
    { type: 'text', sessionID: 'o1', part: { text } },
    { type: 'step_finish', sessionID: 'o1', part: { reason: 'stop', cost: 0.5, tokens: { input: 6, output: 2 } } },
  );

export const SUBJECTS: readonly Subject[] = [
  {
    name: 'claude',
    adapter: claude,
    takesSchema: 'inline',
    marksStructured: true,
    mustExitWell: false,
    conversation: 'c1',
    says: (result) => [claudeResult({ result })],
    structured: (value) => [claudeResult({ result: 'as asked', structured_output: value })],
    doing: {
      line: '{"type":"assistant","message":{"content":[{"type":"tool_use","name":"Edit","input":{"file_path":"src/a.ts"}}]}}',
      phrase: 'Edit src/a.ts',
    },
  },
  {
    name: 'codex',
    adapter: codex,
    takesSchema: 'file',
    marksStructured: true,
    mustExitWell: false,
    conversation: 't1',
    says: codexSays,
    structured: (value) => codexSays(JSON.stringify(value)),
    doing: {
      line: '{"type":"item.started","item":{"type":"file_change","changes":[{"path":"/repo/src/a.ts"}]}}',
      phrase: 'Edit src/a.ts',
    },
  },
  {
    name: 'gemini',
    adapter: gemini,
    takesSchema: 'words',
    marksStructured: false,
    mustExitWell: false,
    conversation: 'g1',
    says: geminiSays,
    structured: (value) => geminiSays(JSON.stringify(value)),
    doing: {
      line: '{"type":"tool_use","tool_name":"write_file","parameters":{"file_path":"/repo/src/a.ts"}}',
      phrase: 'write_file src/a.ts',
    },
  },
  {
    name: 'opencode',
    adapter: opencode,
    takesSchema: 'words',
    marksStructured: false,
    mustExitWell: true,
    conversation: 'o1',
    says: openCodeSays,
    structured: (value) => openCodeSays(JSON.stringify(value)),
    doing: {
      line: '{"type":"tool_use","sessionID":"o1","part":{"tool":"edit","state":{"input":{"filePath":"/repo/src/a.ts"}}}}',
      phrase: 'edit src/a.ts',
    },
  },
  {
    name: 'mine',
    adapter: configured('mine', {
      command: 'my-agent',
      args: ['--print'],
      output: 'json',
      textField: 'answer.text',
      sessionField: 'session',
      modelArgs: ['--model={model}'],
      resumeArgs: ['--resume', '{session}'],
      readOnlyArgs: ['--read-only'],
      install: null,
    }),
    takesSchema: 'words',
    marksStructured: false,
    mustExitWell: true,
    conversation: 'm1',
    says: (text) => lines({ answer: { text }, session: 'm1' }),
    structured: (value) => lines({ answer: { text: JSON.stringify(value) }, session: 'm1' }),
    doing: null,
  },
  {
    name: 'demo',
    adapter: demo('/usr/bin/node', '/somewhere/demo-agent.js'),
    takesSchema: 'words',
    marksStructured: true,
    mustExitWell: false,
    conversation: 'demo',
    says: (text) => [demoResult(text, false)],
    structured: (value) => [demoResult(JSON.stringify(value), true)],
    doing: { line: '{"type":"doing","text":"reading the task"}', phrase: 'reading the task' },
  },
];

export const request = (more: Partial<AgentRequest> = {}): AgentRequest => ({
  role: 'author',
  purpose: 'build',
  cycle: 1,
  prompt: 'Please change something.\n',
  schema: null,
  conversation: null,
  ...more,
});

/** Facts of a call at a time that stands still. */
export const FACTS: CallFacts = {
  now: () => new Date(Date.UTC(2026, 10, 22, 12)),
  folder: '/repo',
  promptChars: 400,
  schema: false,
};
export const TERMS: CallTerms = { schemaFile: '/tmp/schema.json', capUsd: null };

/** What is kept of each stream, as the settings of a run have it by default or smaller. */
const TAIL = 4_000;

/** How a call with this output and this end turns out, and what was told on the way. */
export function call(
  adapter: AgentAdapter,
  lines: readonly string[],
  ending: Ending = { kind: 'exited', code: 0 },
  stderrTail = '',
  schema = false,
): { readonly answer: Result<Answer, AgentFailure>; readonly progress: readonly Progress[] } {
  const envelope = adapter.envelope({ ...FACTS, schema });
  const progress = lines.map((line) => envelope.line(line)).filter((one) => one !== null);
  const stdoutTail = lines
    .map((line) => `${line}\n`)
    .join('')
    .slice(-TAIL);
  return { answer: envelope.close({ ending, stdoutTail, stderrTail, ms: 1 }), progress };
}

/** The lines of a recorded call of Claude Code. */
export const recorded = (name: string): readonly string[] =>
  readFileSync(join(import.meta.dirname, `../../fixtures/envelopes/claude/${name}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n');
