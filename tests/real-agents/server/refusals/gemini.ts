import { RESET_SECONDS, RETRY_SECONDS, type Refusal, type RefusalKind } from './refusal.js';

interface Row {
  readonly code: number;
  readonly status: string;
  readonly message: (model: string) => string;
  readonly details?: (model: string) => readonly object[];
}

const detail = (kind: string, more: object): object => ({ '@type': `type.googleapis.com/google.rpc.${kind}`, ...more });

const violated = (quotaId: string, model: string): object =>
  detail('QuotaFailure', {
    violations: [
      {
        quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests',
        quotaId,
        quotaDimensions: { location: 'global', model },
        quotaValue: '2',
      },
    ],
  });

const help = detail('Help', {
  links: [
    { description: 'Learn more about Gemini API quotas', url: 'https://ai.google.dev/gemini-api/docs/rate-limits' },
  ],
});

const exceeded = (model: string): string =>
  `You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits. To monitor your current usage, head to: https://ai.dev/rate-limit. \n* Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 2, model: ${model}`;

/** Sources: Google's pages on errors and limits of the Gemini API, and reports of users of gemini-cli. */
const ROWS: Readonly<Record<RefusalKind, Row>> = {
  'rate-limit': {
    code: 429,
    status: 'RESOURCE_EXHAUSTED',
    message: (model) => `${exceeded(model)}\nPlease retry in ${RETRY_SECONDS}.1s.`,
    details: (model) => [
      violated('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', model),
      help,
      detail('RetryInfo', { retryDelay: `${RETRY_SECONDS}s` }),
    ],
  },
  quota: {
    code: 429,
    status: 'RESOURCE_EXHAUSTED',
    message: exceeded,
    details: (model) => [violated('GenerateRequestsPerDayPerProjectPerModel-FreeTier', model), help],
  },
  'usage-limit': {
    code: 429,
    status: 'RESOURCE_EXHAUSTED',
    message: () => 'You have exhausted your capacity on this model. Your quota will reset after 3h25m45s.',
    details: () => [
      detail('ErrorInfo', { reason: 'QUOTA_EXHAUSTED', domain: 'cloudcode-pa.googleapis.com', metadata: {} }),
      detail('RetryInfo', { retryDelay: `${RESET_SECONDS}s` }),
    ],
  },
  overloaded: {
    code: 503,
    status: 'UNAVAILABLE',
    message: () => 'The model is overloaded. Please try again later.',
  },
  'server-error': {
    code: 500,
    status: 'INTERNAL',
    message: () =>
      'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
  },
  auth: {
    code: 400,
    status: 'INVALID_ARGUMENT',
    message: () => 'API key not valid. Please pass a valid API key.',
    details: () => [
      detail('ErrorInfo', {
        reason: 'API_KEY_INVALID',
        domain: 'googleapis.com',
        metadata: { service: 'generativelanguage.googleapis.com' },
      }),
      detail('LocalizedMessage', { locale: 'en-US', message: 'API key not valid. Please pass a valid API key.' }),
    ],
  },
  'unknown-model': {
    code: 404,
    status: 'NOT_FOUND',
    message: (model) =>
      `models/${model} is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.`,
  },
  'too-long': {
    code: 400,
    status: 'INVALID_ARGUMENT',
    message: () => 'The input token count (1200293) exceeds the maximum number of tokens allowed (1048576).',
  },
  'bad-request': { code: 400, status: 'INVALID_ARGUMENT', message: () => 'the script has no step for this request' },
};

/** How the Gemini API refuses. */
export function geminiRefusal(kind: RefusalKind, model: string): Refusal {
  const { code, status, message, details } = ROWS[kind];
  const error = {
    code,
    message: message(model),
    status,
    ...(details === undefined ? {} : { details: details(model) }),
  };
  return { status: code, headers: {}, body: { error } };
}
