import type { AgentFailure } from '../../domain/agent.js';

/** What an adapter knows about its own tool's failures. */
export interface Tool {
  readonly cli: string;
  /** How a person signs in. */
  readonly signIn: string;
  readonly model: string | null;
}

/** Words by which failures of all tools are told apart, in the order they are asked. Source: agents.md 14. */
const SIGNED_OUT =
  /not logged in|please (?:run )?\/?log ?in|invalid api key|authentication[_ ](?:error|failed)|unauthorized|oauth token (?:has )?expired|\b401\b|missing api key/i;
const QUOTA = /usage limit|quota|credit balance|billing|insufficient[_ ]funds/i;
const LIMITED =
  /rate[_ -]?limit|too many requests|overloaded|\b429\b|\b529\b|\b503\b|server_error|internal server error|\b500\b/i;
const NETWORK =
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|connection (?:error|refused|reset)|network error|fetch failed|stream (?:ended|closed|disconnected)/i;
const TOO_LONG = /prompt is too long|context (?:window|length)|maximum context|too many tokens/i;
const UNKNOWN_MODEL =
  /model[_ ]not[_ ]found|unknown model|issue with the selected model|model .{1,80}(?:does not exist|not found)|not_found_error/i;

/** Tells by its words what a failure is; null when they say nothing known. */
export function failureIn(says: string, tool: Tool): AgentFailure | null {
  const { cli } = tool;
  const short = says.trim().slice(0, 2_000);
  if (TOO_LONG.test(says)) return { reason: 'too-long', cli, says: short };
  if (UNKNOWN_MODEL.test(says))
    return { reason: 'unknown-model', cli, model: tool.model ?? "the tool's own choice", says: short };
  if (SIGNED_OUT.test(says)) return { reason: 'not-signed-in', cli, says: short, fix: tool.signIn };
  if (QUOTA.test(says)) {
    const until = statedTime(says);
    return until === null ? { reason: 'quota', cli, says: short } : { reason: 'limited', cli, says: short, until };
  }
  if (LIMITED.test(says)) return { reason: 'limited', cli, says: short, until: statedTime(says) };
  if (NETWORK.test(says)) return { reason: 'network', cli, says: short };
  return null;
}

/** A time that is stated with its zone, as ISO; null when there is none or it leaves doubt. */
function statedTime(says: string): string | null {
  const iso = /\b(20\d\d-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d))/.exec(says)?.[1];
  // Claude Code ends its limit message with the reset time in seconds since 1970, after a bar.
  const epoch = /\|(\d{10})\b/.exec(says)?.[1];
  const at = iso !== undefined ? Date.parse(iso) : epoch !== undefined ? Number(epoch) * 1_000 : Number.NaN;
  return Number.isFinite(at) ? new Date(at).toISOString() : null;
}
