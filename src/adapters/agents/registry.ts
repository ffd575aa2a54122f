import type { ConfiguredAgent } from '../../domain/configured-agent.js';
import type { AgentAdapter } from '../../ports/agent-adapter.js';
import { claude } from './claude.js';
import { codex } from './codex.js';
import { configured } from './configured.js';
import { demo } from './demo.js';
import { gemini } from './gemini.js';
import { opencode } from './opencode.js';

const REAL: readonly AgentAdapter[] = [claude, codex, gemini, opencode];

/** Names of the agents this version can drive without being told how. */
export const KNOWN_AGENTS: readonly string[] = [...REAL.map(({ id }) => id), 'demo'];

/** Where agents come from that are no program on PATH with an adapter of its own. */
export interface AgentSources {
  /** The file of the demo agent, which is part of this package. */
  readonly demoProgram: string;
  /** Agents of the configuration, by name. */
  readonly configured: Readonly<Record<string, ConfiguredAgent>>;
}

/** The adapter of a name; null for a name nobody knows. What has an adapter cannot be configured otherwise. */
export function adapterOf(name: string, sources: AgentSources): AgentAdapter | null {
  if (name === 'demo') return demo(process.execPath, sources.demoProgram);
  const real = REAL.find(({ id }) => id === name);
  if (real !== undefined) return real;
  const agent = Object.hasOwn(sources.configured, name) ? sources.configured[name] : undefined;
  return agent === undefined ? null : configured(name, agent);
}
