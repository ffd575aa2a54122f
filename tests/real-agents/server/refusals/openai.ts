import { RESET_SECONDS, RETRY_SECONDS, type Refusal, type RefusalKind } from './refusal.js';

type Row = readonly [
  status: number,
  type: string,
  code: string | null,
  param: string | null,
  message: (model: string) => string,
];

/** Sources: OpenAI's page on error codes, and reports of users of codex and opencode. */
const ROWS: Readonly<Record<RefusalKind, Row>> = {
  'rate-limit': [
    429,
    'tokens',
    'rate_limit_exceeded',
    null,
    (model) =>
      `Rate limit reached for ${model} in organization org-scripted on tokens per min (TPM): Limit 30000, Used 14567, Requested 24754. Please try again in ${RETRY_SECONDS}.1s. Visit https://platform.openai.com/account/rate-limits to learn more.`,
  ],
  quota: [
    429,
    'insufficient_quota',
    'insufficient_quota',
    null,
    () =>
      'You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.',
  ],
  'usage-limit': [429, 'usage_limit_reached', null, null, () => 'The usage limit has been reached'],
  overloaded: [
    503,
    'service_unavailable_error',
    'server_is_overloaded',
    null,
    () => 'Our servers are currently overloaded. Please try again later.',
  ],
  'server-error': [
    500,
    'server_error',
    null,
    null,
    () => 'The server had an error while processing your request. Sorry about that!',
  ],
  auth: [
    401,
    'invalid_request_error',
    'invalid_api_key',
    null,
    () =>
      'Incorrect API key provided: scripted****-key. You can find your API key at https://platform.openai.com/account/api-keys.',
  ],
  'unknown-model': [
    404,
    'invalid_request_error',
    'model_not_found',
    null,
    (model) => `The model \`${model}\` does not exist or you do not have access to it.`,
  ],
  'too-long': [
    400,
    'invalid_request_error',
    'context_length_exceeded',
    'input',
    () => 'Your input exceeds the context window of this model. Please adjust your input and try again.',
  ],
  'bad-request': [400, 'invalid_request_error', null, null, () => 'the script has no step for this request'],
};

/** How the OpenAI API refuses; those that are compatible with it do alike. */
export function openAiRefusal(kind: RefusalKind, model: string): Refusal {
  const [status, type, code, param, message] = ROWS[kind];
  const limits = {
    'retry-after': String(RETRY_SECONDS),
    'retry-after-ms': String(RETRY_SECONDS * 1_000),
    'x-ratelimit-limit-tokens': '30000',
    'x-ratelimit-remaining-tokens': '0',
    'x-ratelimit-reset-tokens': `${RETRY_SECONDS}s`,
  };
  const plan = {
    plan_type: 'plus',
    resets_at: Math.round(Date.now() / 1_000) + RESET_SECONDS,
    resets_in_seconds: RESET_SECONDS,
  };
  return {
    status,
    headers: { 'x-request-id': 'req_scripted', ...(kind === 'rate-limit' ? limits : {}) },
    body: { error: { message: message(model), type, param, code, ...(kind === 'usage-limit' ? plan : {}) } },
  };
}
