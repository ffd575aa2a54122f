import type { AgentFailure, Usage } from '../../domain/agent.js';
import type { Progress } from '../../domain/progress.js';
import { err, ok } from '../../domain/result.js';
import type { Answer, CallFacts, Envelope } from '../../ports/agent-adapter.js';
import { type CodexEvent, type CodexItem, readCodexEvent } from './codex-events.js';
import { brief, toolPhrase } from './doing.js';
import { endedByUs, endFailure } from './end-failure.js';
import { failureOf, isFinal, kindIn, type Tool } from './failure-words.js';
import { jsonLine } from './json-line.js';

type Final = Extract<CodexEvent, { type: 'turn.completed' | 'turn.failed' }>;

/** How long it may wait for the network before millstone takes over. */
const LONGEST_WAIT_MS = 120_000;

/** Reads one call of Codex. */
export function codexEnvelope(tool: Tool, install: string, about: CallFacts): Envelope {
  let conversation: string | null = null;
  let text = '';
  let final: Final | null = null;
  /** Since when it waits for the network; it would do so for ever. */
  let waiting: { readonly since: number; readonly ms: number; readonly says: string } | null = null;
  let lost: AgentFailure | null = null;
  return {
    line(line) {
      const event = readCodexEvent(line);
      if (event !== null && event.type !== 'error') waiting = null;
      switch (event?.type) {
        case 'thread.started':
          conversation = event.thread_id;
          return null;
        case 'item.started':
          return progress(doing(event.item, about.folder));
        case 'item.completed':
          // Earlier messages are remarks on the way.
          if (event.item.type === 'agent_message') text = event.item.text ?? '';
          return event.item.type === 'command_execution' || event.item.type === 'file_change'
            ? null
            : progress(doing(event.item, about.folder));
        case 'error':
          if (event.message.includes('waiting for network')) {
            const now = about.now().getTime();
            const since = waiting?.since ?? now;
            waiting = { since, ms: now - since, says: event.message };
          }
          lost ??= refusedForGood(event.message, tool);
          return progress(`waiting for the API: ${brief(event.message)}`);
        case 'turn.completed':
        case 'turn.failed':
          final = event;
          return null;
        default:
          return null;
      }
    },
    hopeless: () =>
      lost ?? (waiting === null || waiting.ms < LONGEST_WAIT_MS ? null : failureOf('network', waiting.says, tool)),
    wasted: () =>
      final?.type === 'turn.completed'
        ? { usage: usageOf(final), conversation, conversationCostUsd: null, conversationTokens: true }
        : null,
    close(end) {
      if (final === null || endedByUs(end)) return err(endFailure(end, tool, install));
      if (final.type === 'turn.failed') {
        const says = final.error.message;
        const kind = kindIn(says);
        return err(kind === null ? { reason: 'garbled', cli: tool.cli, why: says } : failureOf(kind, says, tool));
      }
      // The tool hands the schema on but does not check what comes back.
      const structured = about.schema && jsonLine(text) !== null;
      return ok({
        reply: { text: text.trim(), structured, conversation, usage: usageOf(final) },
        conversationCostUsd: null,
        conversationTokens: true,
      } satisfies Answer);
    },
  };
}

/** A try that failed with what no further try will change: it makes five more of them. */
function refusedForGood(message: string, tool: Tool): AgentFailure | null {
  const [, says = null] = /^Reconnecting\.\.\. \d+\/\d+ \((.*)\)$/s.exec(message) ?? [];
  const kind = says === null ? null : kindIn(says);
  return says !== null && isFinal(kind) ? failureOf(kind, says, tool) : null;
}

const progress = (what: string | null): Progress | null =>
  what === null ? null : { doing: what, outputTokens: null, costUsd: null };

/** What a person may be shown of an item; null for one that says nothing. */
function doing(item: CodexItem, folder: string): string | null {
  switch (item.type) {
    case 'agent_message':
      return brief(item.text ?? '') || null;
    case 'reasoning':
      return 'thinking';
    case 'command_execution':
      return toolPhrase('Shell', { command: unwrapped(item.command ?? '') }, folder);
    case 'file_change': {
      const [first, ...more] = item.changes;
      const phrase = toolPhrase('Edit', { path: first?.path ?? '' }, folder);
      return more.length === 0 ? phrase : `${phrase} and ${more.length} more`;
    }
    case 'mcp_tool_call':
      return [item.server, item.tool].filter((one) => typeof one === 'string').join('.') || null;
    case 'web_search':
      return toolPhrase('Search', { query: item.query ?? '' }, folder);
    default:
      return null;
  }
}

/** The command itself: the tool runs every one through a shell, and shows it with that. */
const unwrapped = (command: string): string => /^\S+ -l?c (['"]?)([\s\S]*)\1$/.exec(command)?.[2] ?? command;

/** Tokens of the whole conversation. What was cached is counted among the input, and told apart here. */
function usageOf({ usage }: Extract<Final, { type: 'turn.completed' }>): Usage | null {
  if (!usage) return null;
  const cached = Math.min(usage.cached_input_tokens, usage.input_tokens);
  return {
    inputTokens: usage.input_tokens - cached,
    cachedTokens: cached,
    outputTokens: usage.output_tokens,
    costUsd: null,
    source: 'reported',
  };
}
