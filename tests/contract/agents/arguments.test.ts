import { describe, expect, test } from 'vitest';
import { codex } from '../../../src/adapters/agents/codex.js';
import { configured } from '../../../src/adapters/agents/configured.js';
import { gemini } from '../../../src/adapters/agents/gemini.js';
import { opencode } from '../../../src/adapters/agents/opencode.js';
import { KNOWN_AGENTS } from '../../../src/adapters/agents/registry.js';
import type { AgentAdapter } from '../../../src/ports/agent-adapter.js';
import type { AgentRequest } from '../../../src/ports/agents.js';
import { request, TERMS } from './adapters.js';

const SCHEMA = { type: 'object' };
const line = (adapter: AgentAdapter, asked: Partial<AgentRequest>, model: string | null = null): string =>
  adapter.command(request(asked), model, TERMS).args.join(' ');

test('AG-S10 the agents that need no description, in their order', () => {
  expect(KNOWN_AGENTS).toEqual(['claude', 'codex', 'gemini', 'opencode', 'demo']);
});

const NO_PLUGINS = '-c features.plugins=false';

describe('the arguments of codex', () => {
  const BYPASS = '--dangerously-bypass-approvals-and-sandbox';

  test('AG-S4 an author works without a sandbox, its prompt on stdin', () => {
    expect(line(codex, {})).toBe(`exec --json ${BYPASS} ${NO_PLUGINS} -`);
  });

  test('AG-S5 an author goes on with the same rights', () => {
    expect(line(codex, { conversation: 't1' }, 'gpt-5.5')).toBe(
      `exec resume t1 --json ${BYPASS} -m gpt-5.5 ${NO_PLUGINS} -`,
    );
  });

  test('AG-S6 PO-S43 a reader is kept to reading, in a conversation too; a schema is handed over as a file', () => {
    const asked = { role: 'reviewer', conversation: 't1', schema: SCHEMA } as const;
    expect(line(codex, asked)).toBe(
      `exec --sandbox read-only resume t1 --json --output-schema /tmp/schema.json ${NO_PLUGINS} -`,
    );
    expect(codex.command(request(asked), null, TERMS).schemaText).toBe(JSON.stringify(SCHEMA));
  });
});

describe('the arguments of gemini', () => {
  test('AG-S7 an author may do all, a reader nothing that would be asked about', () => {
    expect(line(gemini, {}, 'pro')).toBe('--approval-mode yolo --skip-trust -o stream-json -m pro -p ');
    expect(line(gemini, { role: 'sanity', conversation: 'g1' })).toBe(
      '--approval-mode default --skip-trust -o stream-json --resume g1 -p ',
    );
  });

  test('a schema is asked for in words', () => {
    expect(gemini.command(request({ schema: SCHEMA }), null, TERMS).stdin).toContain(JSON.stringify(SCHEMA));
  });
});

describe('the arguments of opencode', () => {
  const LOGS = '--print-logs --log-level ERROR';

  test('AG-S8 no model unless one is given; a new conversation has a title, a known one its id', () => {
    expect(line(opencode, {})).toBe(`run --format json --auto ${LOGS} --title millstone`);
    expect(line(opencode, { conversation: 'o1' }, 'a/b')).toBe(`run --format json --auto ${LOGS} -m a/b --session o1`);
  });

  test('L3: a reader gets neither a tool that writes nor a shell', () => {
    const env = opencode.command(request({ role: 'reviewer' }), null, TERMS).env;
    expect(JSON.parse(env?.OPENCODE_PERMISSION ?? '{}')).toEqual({ edit: 'deny', bash: 'deny' });
    expect(opencode.command(request(), null, TERMS).env).toBeUndefined();
  });
});

describe('the arguments of an agent of the configuration', () => {
  const mine = configured('mine', {
    command: 'my-agent',
    args: ['--print'],
    output: 'text',
    textField: '',
    sessionField: null,
    modelArgs: ['--model={model}'],
    resumeArgs: ['--resume', '{session}'],
    readOnlyArgs: ['--read-only'],
    install: 'pip install my-agent',
  });

  test('are those that it was described with, filled in', () => {
    expect(mine).toMatchObject({ program: 'my-agent', install: 'pip install my-agent' });
    expect(line(mine, {})).toBe('--print');
    expect(line(mine, { role: 'reviewer', conversation: '$&' }, 'big')).toBe(
      '--print --model=big --resume $& --read-only',
    );
  });
});
