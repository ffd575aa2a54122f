import type { AgentAdapter } from '../../ports/agent-adapter.js';
import { claude } from './claude.js';
import { demo } from './demo.js';

/** Names of the agents this version can drive. */
export const KNOWN_AGENTS: readonly string[] = ['claude', 'demo'];

/** The adapter of a name. `demoProgram` is the file of the demo agent, which is part of this package. */
export function adapterOf(name: string, demoProgram: string): AgentAdapter | null {
  if (name === 'claude') return claude;
  return name === 'demo' ? demo(process.execPath, demoProgram) : null;
}
