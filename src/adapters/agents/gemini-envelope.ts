import type { AgentFailure, Usage } from '../../domain/agent.js';
import type { Progress } from '../../domain/progress.js';
import { err, ok } from '../../domain/result.js';
import type { CallFacts, Envelope } from '../../ports/agent-adapter.js';
import type { Ended } from '../../ports/process.js';
import { brief, toolPhrase } from './doing.js';
import { endedByUs, endFailure } from './end-failure.js';
import { type FailureKind, failureOf, kindIn, kindOfStatus, type Tool } from './failure-words.js';
import { type GeminiEvent, readGeminiEvent } from './gemini-events.js';

type Result = Extract<GeminiEvent, { type: 'result' }>;

/** Reads one call of Gemini CLI. */
export function geminiEnvelope(tool: Tool, install: string, about: CallFacts): Envelope {
  let conversation: string | null = null;
  let said: string[] = [];
  let result: Result | null = null;
  return {
    line(line) {
      const event = readGeminiEvent(line);
      switch (event?.type) {
        case 'init':
          conversation = event.session_id;
          return null;
        case 'message': {
          if (event.role !== 'assistant') return null;
          said.push(event.content);
          // It comes in crumbs: the first ones are shown, which hold the line that is shown of a text.
          return said.length > 8 ? null : progress(brief(said.join('')));
        }
        case 'tool_use':
          return progress(toolPhrase(event.tool_name, event.parameters, about.folder));
        case 'tool_result':
          // What was said before a tool was called is a remark on the way.
          said = [];
          return null;
        case 'result':
          result = event;
          return null;
        default:
          return null;
      }
    },
    /** It tells there that it tries again, up to ten times in some minutes. */
    errorLine: (line) => (/^Attempt \d+ failed/.test(line) ? progress(`waiting for the API: ${brief(line)}`) : null),
    wasted: () => ({ usage: result === null ? null : usageOf(result), conversation, conversationCostUsd: null }),
    close(end) {
      if (result === null || endedByUs(end)) return err(endedEarly(end, tool, install));
      if (result.status !== 'success') return err(failed(result, end, tool));
      const text = said.join('').trim();
      return ok({
        reply: { text, structured: false, conversation, usage: usageOf(result) },
        conversationCostUsd: null,
      });
    },
  };
}

const progress = (doing: string): Progress | null =>
  doing === '' ? null : { doing, outputTokens: null, costUsd: null };

function failed({ error }: Result, end: Ended, tool: Tool): AgentFailure {
  const says = error?.message ?? '';
  const kind = kindOf(says, end) ?? kindOfExit(end);
  return kind === null
    ? { reason: 'garbled', cli: tool.cli, why: says || 'it ended with an unnamed error' }
    : failureOf(kind, says, tool);
}

/** The provider says "quota" of limits that pass in a minute as well; the tool tells the two apart in its log. */
function kindOf(says: string, { stderrTail }: Ended): FailureKind | null {
  const kind = kindIn(says);
  if (kind !== null && kind !== 'quota' && kind !== 'limited') return kind;
  if (stderrTail.includes('TerminalQuotaError')) return 'quota';
  return stderrTail.includes('RetryableQuotaError') ? 'limited' : kind;
}

/** The codes that say something of their own. Source: agent-clis-today.md 4. */
const OWN_CODES: ReadonlySet<number> = new Set([1, 42, 44, 52, 53, 54, 55, 130]);

/** Its exit code is what fits into a byte of the status of the API. */
function kindOfExit({ ending }: Ended): FailureKind | null {
  if (ending.kind !== 'exited' || OWN_CODES.has(ending.code)) return null;
  if (ending.code === 41) return 'not-signed-in';
  const statuses = [256 + ending.code, 512 + ending.code].filter((status) => status >= 400 && status < 600);
  return statuses.map(kindOfStatus).find((kind) => kind !== null) ?? null;
}

/** Without a result it tells more by its exit code than others do. Codes: agent-clis-today.md 4. */
function endedEarly(end: Ended, tool: Tool, install: string): AgentFailure {
  const failure = endFailure(end, tool, install);
  if (end.ending.kind !== 'exited' || (failure.reason !== 'exit' && failure.reason !== 'killed')) return failure;
  const { says } = failure;
  if (end.ending.code === 41) return failureOf('not-signed-in', says, tool);
  const fix = FIXES[end.ending.code];
  return fix === undefined ? failure : { reason: 'refused-to-start', cli: tool.cli, says, fix };
}

const FIXES: Readonly<Record<number, string>> = {
  44: 'look at the sandbox settings of Gemini CLI',
  52: 'look at the settings of Gemini CLI, ~/.gemini/settings.json',
  55: 'trust the folder: start `gemini` in it once',
};

/** Tokens of this call. The input is told with the cached part in it; thoughts stand in the total alone. */
function usageOf({ stats }: Result): Usage | null {
  if (!stats) return null;
  const cached = Math.min(stats.cached, stats.input_tokens);
  return {
    inputTokens: stats.input_tokens - cached,
    cachedTokens: cached,
    outputTokens: Math.max(stats.output_tokens, stats.total_tokens - stats.input_tokens),
    costUsd: null,
    source: 'reported',
  };
}
