import { z } from 'zod';

// Events of `claude -p --output-format stream-json --verbose`, version 2.1.330; agent-clis-today.md 3. Only what is
// used is described; keys come in any order, and unknown ones are ignored.

const count = z.number().catch(0);

/** The last event of a call that came to an end of its own. */
export const resultEvent = z.object({
  type: z.literal('result'),
  subtype: z.string().catch(''),
  is_error: z.boolean(),
  result: z.string().nullish(),
  session_id: z.string().nullish(),
  structured_output: z.unknown(),
  total_cost_usd: z.number().nullish().catch(null),
  usage: z
    .object({
      input_tokens: count,
      cache_read_input_tokens: count,
      cache_creation_input_tokens: count,
      output_tokens: count,
    })
    .nullish()
    .catch(null),
  errors: z.array(z.unknown()).nullish().catch(null),
  terminal_reason: z.string().nullish().catch(null),
  api_error_status: z.number().nullish().catch(null),
});
export type ResultEvent = z.infer<typeof resultEvent>;

const block = z.object({
  type: z.string(),
  text: z.string().nullish(),
  name: z.string().nullish(),
  input: z.record(z.string(), z.unknown()).nullish().catch(null),
});

/** Something the model said or did. `error` names the kind of an API failure. */
export const assistantEvent = z.object({
  type: z.literal('assistant'),
  error: z.string().nullish().catch(null),
  message: z.object({ content: z.array(block).catch([]) }),
});

/** The tool retries a call to the model. */
export const retryEvent = z.object({
  type: z.literal('system'),
  subtype: z.literal('api_retry'),
  attempt: z.number(),
  max_retries: z.number(),
  error: z.string().catch('no answer'),
});

/** The beginning of a call. */
export const initEvent = z.object({ type: z.literal('system'), subtype: z.literal('init'), session_id: z.string() });
