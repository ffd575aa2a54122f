import type { AgentFailure } from '../../domain/agent.js';
import type { ResultEvent, SystemEvent } from './claude-events.js';
import { failureOf, kindIn, kindOfStatus, type Tool } from './failure-words.js';

/**
 * Whether a result is an error. The limits of turns and money are told by the subtype, failures of the API by
 * `is_error` alone, under the subtype of a success.
 */
export const isFailed = (result: ResultEvent): boolean => result.is_error || result.subtype.startsWith('error');

/** Why a call ended with an error. `apiError` is the kind of API failure that the last message named. */
export function resultFailure(result: ResultEvent, apiError: string | null, tool: Tool): AgentFailure {
  const errors = (result.errors ?? []).map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');
  const says = [result.result ?? '', errors].filter((part) => part !== '').join('\n');
  // With a subtype of its own, an error leaves in `result` what the model said last, which is nobody's failure.
  const own = result.subtype.startsWith('error') ? errors : says;
  const named = [apiError, result.terminal_reason].filter((part) => typeof part === 'string').join('\n');
  if (result.subtype === 'error_max_budget_usd' || result.terminal_reason === 'budget_exhausted')
    return { reason: 'capped', cli: tool.cli, says: own };
  const kind = kindIn(own) ?? kindOfStatus(result.api_error_status ?? 0) ?? kindIn(named);
  if (kind !== null) return failureOf(kind, own || named, tool);
  return { reason: 'garbled', cli: tool.cli, why: says || named || result.subtype || 'it ended with an unnamed error' };
}

/** The same failure with the exact time at which a plan's allowance begins anew: the words tell it to the minute. */
export const endingAt = (failure: AgentFailure, resetsAt: number | null): AgentFailure =>
  resetsAt !== null && (failure.reason === 'limited' || failure.reason === 'quota')
    ? { ...failure, reason: 'limited', until: new Date(resetsAt * 1_000).toISOString() }
    : failure;

/** As root the tool refuses to work without asking for permissions. Whether this machine is a sandbox is not ours to say. */
export function rootRefusal(stderr: string, tool: Tool): AgentFailure | null {
  if (!/cannot be used with root\/sudo privileges/.test(stderr)) return null;
  return {
    reason: 'refused-to-start',
    cli: tool.cli,
    says: stderr.trim().slice(0, 500),
    fix: 'run millstone as an ordinary user; in a container that is a sandbox, set IS_SANDBOX=1 yourself',
  };
}

/** A try that failed with what no further try will change: the tool makes ten of them, which takes three minutes. */
export function refusedForGood(event: SystemEvent, tool: Tool): AgentFailure | null {
  const says = `${event.error} (API Error: ${event.error_status ?? 0})`;
  const kind = kindOfStatus(event.error_status ?? 0) ?? kindIn(event.error);
  return kind === 'not-signed-in' || kind === 'quota' ? failureOf(kind, says, tool) : null;
}
