import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentFailure } from '../../../src/domain/agent.js';
import type { Result } from '../../../src/domain/result.js';
import type { AgentAdapter, Answer } from '../../../src/ports/agent-adapter.js';
import type { Recorded } from '../../real-agents/recorded.js';
import { FACTS } from './adapters.js';

const FOLDER = join(import.meta.dirname, '../../fixtures/recorded');

/** What was recorded of an agent, by the names of `tests/real-agents/recordings.ts`. */
export const recordedOf = (agent: string, name: string): Recorded =>
  JSON.parse(readFileSync(join(FOLDER, agent, `${name}.json`), 'utf8')) as Recorded;

/** Names of everything that was recorded of an agent. */
export const recordedNames = (agent: string): readonly string[] =>
  readdirSync(join(FOLDER, agent)).map((file) => file.replace(/\.json$/, ''));

/** Reads a recorded call as it came, up to where it would have been given up. */
export function replay(adapter: AgentAdapter, call: Recorded, schema = false): Result<Answer, AgentFailure> {
  let minutes = 0;
  // Time goes on with what is heard: some tools wait for ever.
  const now = (): Date => new Date(FACTS.now().getTime() + 60_000 * minutes);
  const envelope = adapter.envelope({ ...FACTS, now, schema });
  for (const line of call.stdout) {
    minutes++;
    envelope.line(line);
  }
  for (const line of call.stderr) envelope.errorLine?.(line);
  const hopeless = envelope.hopeless?.() ?? null;
  if (hopeless !== null) return { ok: false, error: hopeless };
  const [stdoutTail, stderrTail] = [call.stdout, call.stderr].map((lines) => lines.join('\n'));
  return envelope.close({
    ...{ ending: call.ending, stdoutTail: stdoutTail ?? '', stderrTail: stderrTail ?? '', ms: 1 },
  });
}
