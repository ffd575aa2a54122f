import type { AgentFailure } from '../../domain/agent.js';
import { statedTime } from './stated-time.js';

/** What an adapter knows about its own tool's failures. */
export interface Tool {
  readonly cli: string;
  /** How a person signs in. */
  readonly signIn: string;
  readonly model: string | null;
  /** What stated waits count from. */
  readonly now: () => Date;
}

/** The failures that all tools have in common, since their providers do. */
export type FailureKind =
  | 'lost-conversation'
  | 'too-long'
  | 'unknown-model'
  | 'not-signed-in'
  | 'quota'
  | 'limited'
  | 'network';

/**
 * A number counts as an HTTP status only after a word that says so, and before no unit: line numbers, counts and
 * durations are in any output.
 */
const status = (numbers: string): string =>
  String.raw`(?:api error|http(?:/[\d.]+)?|status(?:[_ ]?code)?|"code")["']?\s*[:=(]?\s*(?:${numbers})\b(?!\s?(?:ms|s|%)\b)`;

const any = (...phrases: readonly string[]): RegExp => new RegExp(phrases.join('|'), 'im');

/** Words by which failures are told apart, in the order they are asked. Sources: agents.md 14, agent-clis-today.md 4. */
const WORDS: readonly (readonly [FailureKind, RegExp])[] = [
  [
    'lost-conversation',
    any(
      'no conversation found with session',
      'no rollout found for thread',
      'invalid session identifier',
      '^(?:error: )?session not found',
    ),
  ],
  [
    'too-long',
    any(
      'prompt[_ ](?:is[_ ])?too[_ ]long',
      'context[_ ](?:window|length)',
      'maximum context',
      'too many (?:input )?tokens',
      'exceeds? the maximum number of tokens',
      'input is too long',
    ),
  ],
  [
    'unknown-model',
    any(
      'model[_ ]not[_ ]found',
      'unknown model',
      'issue with the selected model',
      String.raw`\bmodels?[ /].{1,80}(?:does not exist|(?:is )?not found)`,
      'model is not supported',
      'not_found_error',
    ),
  ],
  [
    'not-signed-in',
    any(
      'not logged in',
      'please (?:run )?/?log ?in',
      '(?:invalid|incorrect|missing) (?:x-)?api[- ]key',
      String.raw`\bapi[_ ]key[_ ](?:not[_ ]valid|(?:is[_ ])?invalid|expired|required)`,
      'authentication[_ ](?:error|failed)',
      'permission_error',
      String.raw`\bunauthorized\b`,
      'oauth token (?:has )?expired',
      String.raw`missing environment variable:? \W?\w*KEY`,
      'invalid auth method',
      status('401|403'),
    ),
  ],
  [
    'quota',
    any(
      'usage limit',
      String.raw`hit your (?:[\w-]+ )?limit`,
      String.raw`(?:exceeded|over|reached) (?:your|the) (?:\w+ )?quota`,
      'insufficient_quota',
      '(?<!disk )quota (?:exceeded|exhausted|reached)',
      'exhausted your (?:\\w+ )?quota',
      'out of credits',
      'insufficient balance',
      'credit[_ ]balance',
      'hit your spend(?:ing)? (?:cap|limit)',
      'spend(?:ing)?[_ ](?:cap|limit)[_ ]reached',
      'billing_error',
      'insufficient[_ ]funds',
    ),
  ],
  [
    'limited',
    any(
      'rate[_ -]?limit',
      'too many requests',
      'overloaded_error',
      '(?:is|currently|temporarily|server|model|api|529) overloaded',
      '(?:resource|capacity)[_ ]exhausted',
      'no capacity available',
      'is at capacity',
      'exhausted your capacity',
      '^overloaded$',
      'server_error',
      'experiencing high demand',
      'internal server error',
      'service unavailable',
      status(String.raw`429|5\d\d`),
    ),
  ],
  [
    'network',
    any(
      String.raw`\b(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)\b`,
      'connection (?:error|refused|reset)',
      'unable to connect',
      'network error',
      'request timed out',
      'socket hang up',
      'fetch failed',
      'api error: terminated',
      'stream (?:ended|closed|disconnected)',
    ),
  ],
];

/** What a tool's own words say about its failure; null when they say nothing known. */
export const kindIn = (says: string): FailureKind | null => WORDS.find(([, words]) => words.test(says))?.[0] ?? null;

/** Whether no further try changes anything, so that a tool that makes some need not be waited for. */
export const isFinal = (kind: FailureKind | null): kind is 'not-signed-in' | 'unknown-model' | 'quota' =>
  kind === 'not-signed-in' || kind === 'unknown-model' || kind === 'quota';

/** What an HTTP status says; null for one that says nothing known. */
export function kindOfStatus(code: number): FailureKind | null {
  if (code === 401 || code === 403) return 'not-signed-in';
  if (code === 402) return 'quota';
  return code === 429 || code >= 500 ? 'limited' : null;
}

/** The failure of a kind, with the line of the tool's words that shows it. A quota with a stated end is a limit. */
export function failureOf(kind: FailureKind, says: string, tool: Tool): AgentFailure {
  const { cli } = tool;
  const words = WORDS.find(([known]) => known === kind)?.[1];
  const short = (says.split('\n').find((line) => words?.test(line)) ?? says).trim().slice(0, 2_000);
  const until = statedTime(says, tool.now());
  switch (kind) {
    case 'unknown-model':
      return { reason: kind, cli, model: tool.model ?? "the tool's own choice", says: short };
    case 'not-signed-in':
      return { reason: kind, cli, says: short, fix: tool.signIn };
    case 'limited':
      return { reason: kind, cli, says: short, until };
    case 'quota':
      return until === null ? { reason: kind, cli, says: short } : { reason: 'limited', cli, says: short, until };
    case 'lost-conversation':
    case 'too-long':
    case 'network':
      return { reason: kind, cli, says: short };
  }
}
