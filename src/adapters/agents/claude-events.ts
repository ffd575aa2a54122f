import * as z from 'zod';

// Events of `claude -p --output-format stream-json --verbose --include-partial-messages`, version 2.1.332;
// agent-clis-today.md 3. Only what is used is described; keys come in any order, and unknown ones are ignored.

/**
 * What events that matter have in their raw text. It is looked for before a line is parsed, since most lines of a long
 * run are none of them.
 */
const TELLING_LINE =
  /"type"\s*:\s*"(?:result|assistant|rate_limit_event|message_start|message_delta|content_block_start)"|"subtype"\s*:\s*"(?:init|api_retry)"/;

const count = z.number().catch(0);
const words = z.string().nullish().catch(null);
const anything = z.record(z.string(), z.unknown()).nullish().catch(null);

/** Tokens as the API tells them. */
const soFar = z
  .object({
    input_tokens: count,
    cache_read_input_tokens: count,
    cache_creation_input_tokens: count,
    output_tokens: count,
  })
  .nullish()
  .catch(null);
export type ClaudeUsage = NonNullable<z.infer<typeof soFar>>;

/** The last event of a call that came to an end of its own. */
const resultEvent = z.object({
  type: z.literal('result'),
  subtype: z.string().catch(''),
  is_error: z.boolean(),
  result: words,
  session_id: words,
  structured_output: z.unknown().optional(),
  total_cost_usd: z.number().nullish().catch(null),
  usage: soFar,
  errors: z.array(z.unknown()).nullish().catch(null),
  terminal_reason: words,
  api_error_status: z.number().nullish().catch(null),
  permission_denials: z.array(z.object({ tool_name: z.string(), tool_input: anything })).catch([]),
});
export type ResultEvent = z.infer<typeof resultEvent>;

const block = z.object({ type: z.string(), text: words, name: words, input: anything });

/** Something the model said or did, a block at a time. `error` names the kind of an API failure. */
const assistantEvent = z.object({
  type: z.literal('assistant'),
  error: words,
  message: z.object({ content: z.array(block).catch([]) }),
});

/** The beginning of a call (`init`), or a call to the model that is repeated (`api_retry`). */
const systemEvent = z.object({
  type: z.literal('system'),
  subtype: z.string(),
  session_id: words,
  cwd: words,
  permissionMode: words,
  attempt: count,
  max_retries: count,
  error: z.string().catch('no answer'),
  error_status: z.number().nullish().catch(null),
});
export type SystemEvent = z.infer<typeof systemEvent>;

/** A raw event of the API. Those of an agent within the agent name the tool call that started it. */
const streamEvent = z.object({
  type: z.literal('stream_event'),
  parent_tool_use_id: words,
  event: z.object({
    type: z.string(),
    message: z.object({ usage: soFar }).nullish().catch(null),
    usage: soFar,
    content_block: z.object({ type: z.string(), name: words }).nullish().catch(null),
  }),
});
export type StreamEvent = z.infer<typeof streamEvent>;

/** How the allowance of a plan stands; `resetsAt` in seconds since 1970. */
const rateLimitEvent = z.object({
  type: z.literal('rate_limit_event'),
  rate_limit_info: z.object({ status: z.string(), resetsAt: z.number().positive() }),
});

const claudeEvent = z.discriminatedUnion('type', [
  resultEvent,
  assistantEvent,
  systemEvent,
  streamEvent,
  rateLimitEvent,
]);
type ClaudeEvent = z.infer<typeof claudeEvent>;

/** The event of a line; null for a line that is none, or one that nobody needs. */
export function readClaudeEvent(line: string): ClaudeEvent | null {
  if (!TELLING_LINE.test(line)) return null;
  try {
    return claudeEvent.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
