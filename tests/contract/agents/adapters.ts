import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { claude } from '../../../src/adapters/agents/claude.js';
import { demo } from '../../../src/adapters/agents/demo.js';
import type { AgentFailure } from '../../../src/domain/agent.js';
import type { Progress } from '../../../src/domain/progress.js';
import type { Result } from '../../../src/domain/result.js';
import type { AgentAdapter, Answer } from '../../../src/ports/agent-adapter.js';
import type { AgentRequest } from '../../../src/ports/agents.js';
import type { Ending } from '../../../src/ports/process.js';

/** An adapter with how its tool says things, so that one suite can ask all of them for the same. */
export interface Subject {
  readonly name: string;
  readonly adapter: AgentAdapter;
  /** Whether the tool itself takes a schema. */
  readonly takesSchema: boolean;
  readonly conversation: string;
  says(text: string): readonly string[];
  structured(value: object): readonly string[];
  /** Something on the way to the result, and the phrase for it. */
  readonly doing: { readonly line: string; readonly phrase: string };
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

export const SUBJECTS: readonly Subject[] = [
  {
    name: 'claude',
    adapter: claude,
    takesSchema: true,
    conversation: 'c1',
    says: (result) => [claudeResult({ result })],
    structured: (value) => [claudeResult({ result: 'as asked', structured_output: value })],
    doing: {
      line: '{"type":"assistant","message":{"content":[{"type":"tool_use","name":"Edit","input":{"file_path":"src/a.ts"}}]}}',
      phrase: 'Edit src/a.ts',
    },
  },
  {
    name: 'demo',
    adapter: demo('/usr/bin/node', '/somewhere/demo-agent.js'),
    takesSchema: false,
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

/** What is kept of each stream, as the settings of a run have it by default or smaller. */
const TAIL = 4_000;

/** How a call with this output and this end turns out, and what was told on the way. */
export function call(
  adapter: AgentAdapter,
  lines: readonly string[],
  ending: Ending = { kind: 'exited', code: 0 },
  stderrTail = '',
): { readonly answer: Result<Answer, AgentFailure>; readonly progress: readonly Progress[] } {
  const envelope = adapter.envelope();
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
