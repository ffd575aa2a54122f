import type { AgentFailure, Usage } from '../../domain/agent.js';
import type { ConfiguredAgent } from '../../domain/configured-agent.js';
import type { Progress } from '../../domain/progress.js';
import { err, ok } from '../../domain/result.js';
import type { CallFacts, Envelope } from '../../ports/agent-adapter.js';
import type { Ended } from '../../ports/process.js';
import { failureTold, toldIn } from './configured-json.js';
import { brief } from './doing.js';
import { endedByUs, endFailure, SAYS } from './end-failure.js';
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
    line(text, cut = false): Progress | null {
      // What is missing of a line may have been what counts.
      size += cut ? LONGEST + 1 : text.length + 1;
      if (size <= LONGEST) lines.push(text);
      const shown = agent.output === 'text' ? brief(text) : '';
      return shown === '' ? null : { doing: shown, outputTokens: null, costUsd: null };
    },
    close(end) {
      const all = lines.join('\n').trim();
      const well = end.ending.kind === 'exited' && end.ending.code === 0;
      if (endedByUs(end)) return err(endFailure(end, tool, install));
      const told = agent.output === 'text' ? null : toldIn(all, agent, well);
      if (told?.kind === 'error') return err(failureTold(told, tool) ?? beside(told.says, end, tool, install));
      if (!well)
        return err(agent.output === 'text' ? plainFailure(end, tool, install) : endFailure(end, tool, install));
      if (size > LONGEST) return err({ reason: 'garbled', cli: tool.cli, why: 'it printed too much to be a reply' });
      const usage: Usage = {
        inputTokens: Math.ceil(about.promptChars / PER_TOKEN),
        cachedTokens: 0,
        outputTokens: Math.ceil(all.length / PER_TOKEN),
        costUsd: null,
        source: 'estimated',
      };
      const read = agent.output === 'text' ? { text: all, conversation: null } : told;
      if (read === null || (agent.output === 'text' && all === ''))
        return err({ reason: 'garbled', cli: tool.cli, why: wanting(agent) });
      const { text, conversation } = read;
      return ok({ reply: { text, conversation, structured: false, usage }, conversationCostUsd: null });
    },
  };
}

/**
 * Why a program that prints text failed. An answer in plain text speaks of errors as well, those of the code it is about:
 * only what looks like a complaint of the program itself tells the cause; all of it is shown.
 */
function plainFailure(end: Ended, tool: Tool, install: string): AgentFailure {
  const last = end.stdoutTail.trim().split('\n').at(-1) ?? '';
  const stdoutTail = end.stderrTail.trim() === '' && COMPLAINT.test(last) ? last : '';
  const failure = endFailure({ ...end, stdoutTail }, tool, install);
  return 'says' in failure && (failure.reason === 'exit' || failure.reason === 'killed')
    ? { ...failure, says: `${end.stdoutTail}\n${end.stderrTail}`.trim().slice(-SAYS) }
    : failure;
}

const COMPLAINT = /^\W*(?:\w+[ :])?(?:error|fatal|failed|failure|exception)\b/i;

const wanting = (agent: ConfiguredAgent): string =>
  agent.output === 'text'
    ? 'it ended without a word'
    : `its output is no JSON with a text at "${agent.textField}" (text_field)`;

/** An error that nobody knows, with what the program printed beside it. */
function beside(says: string, end: Ended, tool: Tool, install: string): AgentFailure {
  const failure = endFailure(end, tool, install);
  if (failure.reason === 'garbled') return { ...failure, why: says };
  return failure.reason === 'exit' || failure.reason === 'killed'
    ? { ...failure, says: [says, failure.says].filter((part) => part !== '').join('\n') }
    : failure;
}
