import type { AgentFailure, Usage } from '../../domain/agent.js';
import type { Progress } from '../../domain/progress.js';
import { err, ok } from '../../domain/result.js';
import type { Answer, Envelope } from '../../ports/agent-adapter.js';
import {
  type ClaudeUsage,
  type ResultEvent,
  readClaudeEvent,
  type StreamEvent,
  type SystemEvent,
} from './claude-events.js';
import { endingAt, isFailed, refusedForGood, resultFailure, rootRefusal } from './claude-failure.js';
import { brief, toolPhrase } from './doing.js';
import { endedByUs, endFailure } from './end-failure.js';
import type { Tool } from './failure-words.js';
import { outputCounter } from './output-counter.js';

/** Refused tool calls that a reply lists; more would bury what it says. */
const LISTED = 5;

/** Reads one call of Claude Code. */
export function claudeEnvelope(tool: Tool, install: string): Envelope {
  let result: ResultEvent | null = null;
  let init: SystemEvent | null = null;
  let apiError: string | null = null;
  let lost: AgentFailure | null = null;
  let input: Usage | null = null;
  let resetsAt: number | null = null;
  const output = outputCounter();

  const progress = (doing: string | null): Progress | null => {
    const outputTokens = output.total();
    return doing === null && outputTokens === null ? null : { doing, outputTokens, costUsd: null };
  };

  const streamed = ({ event, parent_tool_use_id }: StreamEvent): Progress | null => {
    const of = parent_tool_use_id ?? '';
    switch (event.type) {
      case 'message_start':
        output.begin(of, event.message?.usage?.output_tokens ?? 0);
        if (event.message?.usage) input = addInput(input, event.message.usage);
        return null;
      case 'message_delta':
        output.reached(of, event.usage?.output_tokens ?? 0);
        return progress(null);
      case 'content_block_start': {
        // Told early, since what a tool is given may take minutes to write.
        const started = event.content_block;
        if (started?.type === 'thinking') return progress('thinking');
        return started?.type === 'tool_use' && started.name ? progress(`${started.name} ...`) : null;
      }
      default:
        return null;
    }
  };

  return {
    line(text) {
      const event = readClaudeEvent(text);
      switch (event?.type) {
        case 'result':
          result = event;
          return null;
        case 'assistant': {
          apiError = event.error ?? null;
          const said = event.message.content.map((one) =>
            one.name ? toolPhrase(one.name, one.input ?? {}, init?.cwd ?? null) : brief(one.text ?? ''),
          );
          return progress(said.findLast((one) => one !== '') ?? null);
        }
        case 'system':
          if (event.subtype === 'init') init = event;
          if (event.subtype === 'api_retry') lost ??= refusedForGood(event, tool);
          return event.subtype === 'api_retry'
            ? progress(`waiting for the API: ${event.error}, try ${event.attempt} of ${event.max_retries}`)
            : null;
        case 'rate_limit_event':
          // Those that are allowed tell how much is left.
          if (event.rate_limit_info.status === 'rejected') resetsAt = event.rate_limit_info.resetsAt;
          return null;
        case 'stream_event':
          return streamed(event);
        default:
          return null;
      }
    },
    hopeless: () => lost,
    wasted() {
      const conversation = result?.session_id ?? init?.session_id ?? null;
      const streamed = input === null ? null : { ...input, outputTokens: output.total() ?? 0 };
      const usage = (result === null ? null : usageOf(result)) ?? streamed;
      return { usage, conversation, conversationCostUsd: result?.total_cost_usd ?? null };
    },
    close(end) {
      if (result === null || endedByUs(end))
        return err(rootRefusal(end.stderrTail, tool) ?? endFailure(end, tool, install));
      if (isFailed(result)) return err(endingAt(resultFailure(result, apiError, tool), resetsAt));
      return ok(answerOf(result, init, tool));
    },
  };
}

function answerOf(result: ResultEvent, init: SystemEvent | null, tool: Tool): Answer {
  const made = result.structured_output;
  const structured = typeof made === 'object' && made !== null && Object.keys(made).length > 0;
  const said = [result.result ?? '', refused(result, init, tool)].filter((part) => part !== '');
  const text = structured ? JSON.stringify(made) : said.join('\n\n');
  const conversation = result.session_id ?? init?.session_id ?? null;
  return {
    reply: { text, structured, conversation, usage: usageOf(result) },
    conversationCostUsd: result.total_cost_usd ?? null,
  };
}

/**
 * A note on refused tool calls. A call whose writing was refused, by a hook or a managed setting, still ends as a
 * success, and who judges it should know. A reader is refused things by our own wish.
 */
function refused({ permission_denials: denials }: ResultEvent, init: SystemEvent | null, { cli }: Tool): string {
  if (denials.length === 0 || init?.permissionMode === 'dontAsk') return '';
  const calls = denials.map((one) => toolPhrase(one.tool_name, one.tool_input ?? {}, init?.cwd ?? null));
  const more = calls.length > LISTED ? `, and ${calls.length - LISTED} more` : '';
  return `[${cli} was not permitted: ${calls.slice(0, LISTED).join(', ')}${more}]`;
}

/** Tokens of this call. The price is left to the caller, since the tool tells that of the whole conversation. */
const usageOf = ({ usage }: ResultEvent): Usage | null =>
  usage ? { ...addInput(null, usage), outputTokens: usage.output_tokens } : null;

/** What went in, added up. */
const addInput = (sofar: Usage | null, told: ClaudeUsage): Usage => ({
  inputTokens: (sofar?.inputTokens ?? 0) + told.input_tokens + told.cache_creation_input_tokens,
  cachedTokens: (sofar?.cachedTokens ?? 0) + told.cache_read_input_tokens,
  outputTokens: 0,
  costUsd: null,
  source: 'reported',
});
