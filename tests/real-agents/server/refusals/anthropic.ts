import { RESET_SECONDS, RETRY_SECONDS, type Refusal, type RefusalKind } from './refusal.js';

type Row = readonly [status: number, type: string, message: (model: string) => string];

/** Sources: Anthropic's page on API errors, and reports of users of claude-code. */
const ROWS: Readonly<Record<RefusalKind, Row>> = {
  'rate-limit': [
    429,
    'rate_limit_error',
    (model) =>
      `This request would exceed your organization's rate limit of 30,000 input tokens per minute (org: 00000000-0000-4000-8000-000000000000, model: ${model}). For details, refer to: https://docs.claude.com/en/api/rate-limits. You can see the response headers for current usage. Please reduce the prompt length or the maximum tokens requested, or try again later. You may also contact sales at https://claude.com/contact-sales to discuss your options for a rate limit increase.`,
  ],
  quota: [
    400,
    'invalid_request_error',
    () =>
      'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
  ],
  'usage-limit': [
    429,
    'rate_limit_error',
    () => "This request would exceed your account's rate limit. Please try again later.",
  ],
  overloaded: [529, 'overloaded_error', () => 'Overloaded'],
  'server-error': [500, 'api_error', () => 'Internal server error'],
  auth: [401, 'authentication_error', () => 'invalid x-api-key'],
  'unknown-model': [404, 'not_found_error', (model) => `model: ${model}`],
  'too-long': [400, 'invalid_request_error', () => 'prompt is too long: 213462 tokens > 200000 maximum'],
  'bad-request': [400, 'invalid_request_error', () => 'the script has no step for this request'],
};

/** How the Anthropic API refuses. */
export function anthropicRefusal(kind: RefusalKind, model: string): Refusal {
  const [status, type, message] = ROWS[kind];
  const limits = {
    'retry-after': String(RETRY_SECONDS),
    'anthropic-ratelimit-input-tokens-limit': '30000',
    'anthropic-ratelimit-input-tokens-remaining': '0',
    'anthropic-ratelimit-input-tokens-reset': new Date(Date.now() + RETRY_SECONDS * 1_000).toISOString(),
  };
  const plan = {
    'anthropic-ratelimit-unified-status': 'rejected',
    'anthropic-ratelimit-unified-representative-claim': 'five_hour',
    'anthropic-ratelimit-unified-reset': String(Math.round(Date.now() / 1_000) + RESET_SECONDS),
  };
  return {
    status,
    headers: {
      'request-id': 'req_scripted',
      ...(kind === 'rate-limit' ? limits : {}),
      ...(kind === 'usage-limit' ? plan : {}),
    },
    body: { type: 'error', error: { type, message: message(model) }, request_id: 'req_scripted' },
  };
}
