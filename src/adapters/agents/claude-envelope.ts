import type { AgentFailure, Usage } from '../../domain/agent.js';
import type { Progress } from '../../domain/progress.js';
import { err, ok } from '../../domain/result.js';
import type { Answer, Envelope } from '../../ports/agent-adapter.js';
import { assistantEvent, initEvent, type ResultEvent, resultEvent, retryEvent } from './claude-events.js';
import { toolPhrase } from './doing.js';
import { endFailure } from './end-failure.js';
import { failureIn, type Tool } from './failure-words.js';

/** Events that matter, looked for in the raw text first: most lines of a long run are none of them. */
const OURS = /"type"\s*:\s*"(?:result|assistant|system)"/;

/** Reads one call of Claude Code. */
export function claudeEnvelope(tool: Tool, install: string): Envelope {
  let result: ResultEvent | null = null;
  let session: string | null = null;
  let apiError: string | null = null;

  const line = (text: string): Progress | null => {
    if (!OURS.test(text)) return null;
    const event = objectIn(text);
    if (event === null) return null;
    const init = initEvent.safeParse(event);
    if (init.success) session = init.data.session_id;
    const final = resultEvent.safeParse(event);
    if (final.success) result = final.data;
    const said = assistantEvent.safeParse(event);
    if (said.success) {
      apiError = said.data.error ?? null;
      return doing(
        said.data.message.content
          .map((one) => (one.name ? toolPhrase(one.name, one.input ?? {}) : (one.text ?? null)))
          .findLast((one) => one !== null) ?? null,
      );
    }
    const retry = retryEvent.safeParse(event);
    return retry.success
      ? doing(`waiting for the API: ${retry.data.error}, try ${retry.data.attempt} of ${retry.data.max_retries}`)
      : null;
  };

  return {
    line,
    close(end) {
      const killedByUs =
        end.ending.kind === 'silent' || end.ending.kind === 'timeout' || end.ending.kind === 'cancelled';
      if (result === null || killedByUs)
        return err(rootRefusal(end.stderrTail, tool) ?? endFailure(end, tool, install));
      if (result.is_error) return err(resultFailure(result, apiError, tool));
      return ok(answerOf(result, session));
    },
  };
}

const doing = (text: string | null): Progress | null =>
  text === null ? null : { doing: text, outputTokens: null, costUsd: null };

function objectIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function answerOf(result: ResultEvent, session: string | null): Answer {
  const made = result.structured_output;
  const structured = typeof made === 'object' && made !== null && Object.keys(made).length > 0;
  const text = structured ? JSON.stringify(made) : (result.result ?? '');
  const conversationCostUsd = result.total_cost_usd ?? null;
  const reply = { text, structured, conversation: result.session_id ?? session, usage: usageOf(result) };
  return { reply, conversationCostUsd };
}

/** Tokens of this call. The price is left to the caller, since the tool tells that of the whole conversation. */
function usageOf(result: ResultEvent): Usage | null {
  const used = result.usage;
  if (!used) return null;
  return {
    inputTokens: used.input_tokens + used.cache_creation_input_tokens,
    cachedTokens: used.cache_read_input_tokens,
    outputTokens: used.output_tokens,
    costUsd: null,
    source: 'reported',
  };
}

function resultFailure(result: ResultEvent, apiError: string | null, tool: Tool): AgentFailure {
  const errors = (result.errors ?? []).map(String);
  const facts = [
    apiError,
    result.terminal_reason,
    result.api_error_status,
    result.subtype === 'success' ? null : result.subtype,
  ];
  const says = [result.result ?? '', ...errors].filter((part) => part !== '').join('\n');
  const known = failureIn([says, ...facts].filter((part) => part !== null && part !== undefined).join('\n'), tool);
  return (
    known ?? { reason: 'garbled', cli: tool.cli, why: says || result.subtype || 'it reported an error without words' }
  );
}

/** As root the tool refuses to work without asking for permissions. Whether this machine is a sandbox is not ours to say. */
function rootRefusal(stderr: string, tool: Tool): AgentFailure | null {
  if (!/cannot be used with root\/sudo privileges/.test(stderr)) return null;
  return {
    reason: 'refused-to-start',
    cli: tool.cli,
    says: stderr.trim().slice(0, 500),
    fix: 'run millstone as an ordinary user; in a container that is a sandbox, set IS_SANDBOX=1 yourself',
  };
}
