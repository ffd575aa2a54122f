import type { Usage } from '../../domain/agent.js';
import type { ConfiguredAgent } from '../../domain/configured-agent.js';
import type { Progress } from '../../domain/progress.js';
import { err, ok } from '../../domain/result.js';
import type { CallFacts, Envelope } from '../../ports/agent-adapter.js';
import { brief } from './doing.js';
import { endedByUs, endFailure } from './end-failure.js';
import type { Tool } from './failure-words.js';

/** Characters of output that are kept; more is no reply. */
const LONGEST = 4 << 20;
/** Characters of a token, roughly. Source: agents.md 7. */
const PER_TOKEN = 4;

/**
 * Reads one call of an agent that only the configuration knows. What it means is not known better than this: text is
 * an answer when the program ends well, JSON when it also holds the text where the configuration says.
 */
export function configuredEnvelope(agent: ConfiguredAgent, tool: Tool, install: string, about: CallFacts): Envelope {
  const lines: string[] = [];
  let size = 0;
  return {
    line(text): Progress | null {
      size += text.length + 1;
      if (size <= LONGEST) lines.push(text);
      const shown = agent.output === 'text' ? brief(text) : '';
      return shown === '' ? null : { doing: shown, outputTokens: null, costUsd: null };
    },
    close(end) {
      const well = end.ending.kind === 'exited' && end.ending.code === 0;
      if (!well || endedByUs(end)) return err(endFailure(end, tool, install));
      if (size > LONGEST) return err({ reason: 'garbled', cli: tool.cli, why: 'it printed too much to be a reply' });
      const all = lines.join('\n').trim();
      const usage: Usage = {
        inputTokens: Math.ceil(about.promptChars / PER_TOKEN),
        cachedTokens: 0,
        outputTokens: Math.ceil(all.length / PER_TOKEN),
        costUsd: null,
        source: 'estimated',
      };
      const read = agent.output === 'text' ? { text: all, conversation: null } : fields(all, agent);
      if (read === null || (read.text === '' && agent.output === 'text' && all === ''))
        return err({ reason: 'garbled', cli: tool.cli, why: wanting(agent) });
      return ok({ reply: { ...read, structured: false, usage }, conversationCostUsd: null });
    },
  };
}

const wanting = (agent: ConfiguredAgent): string =>
  agent.output === 'text'
    ? 'it ended without a word'
    : `its output is no JSON with a text at "${agent.textField}" (text_field)`;

/** Text and conversation out of the last JSON object that has a text where it should be. */
function fields(
  all: string,
  { textField, sessionField }: ConfiguredAgent,
): { readonly text: string; readonly conversation: string | null } | null {
  for (const candidate of [all, ...all.split('\n').reverse()]) {
    let value: unknown;
    try {
      value = JSON.parse(candidate);
    } catch {
      continue;
    }
    const text = at(value, textField);
    if (typeof text !== 'string') continue;
    const conversation = sessionField === null ? null : at(value, sessionField);
    return { text: text.trim(), conversation: typeof conversation === 'string' ? conversation : null };
  }
  return null;
}

/** What lies at a dotted path. */
const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, name) =>
        typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
          ? (inner as Record<string, unknown>)[name]
          : undefined,
      value,
    );
