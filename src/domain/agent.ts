import * as z from 'zod';

/** The name of an agent's command line tool as it stands in the configuration: `claude`, `demo`, later a configured one. */
export type AgentId = string;

/**
 * What a call used up. Tokens are whole tokens, `costUsd` is US dollars, `null` where the tool does not tell.
 * `reported` figures come from the tool's own events, `estimated` ones are ours; they are never added up silently (S6).
 */
export const usage = z.strictObject({
  inputTokens: z.number(),
  cachedTokens: z.number(),
  outputTokens: z.number(),
  costUsd: z.number().nullable(),
  source: z.enum(['reported', 'estimated']),
});
export type Usage = z.infer<typeof usage>;

/** What an agent said in the end. */
export const agentReply = z.strictObject({
  /** The final words; for a structured reply, the object as JSON. */
  text: z.string(),
  /** Whether `text` is the tool's own structured output, so that nothing else in it can be meant. */
  structured: z.boolean(),
  /** Handed back to the tool to go on in the same conversation. */
  conversation: z.string().nullable(),
  usage: usage.nullable(),
  /** Who gave it; absent where that was not recorded. */
  by: z.string().optional(),
});
export type AgentReply = z.infer<typeof agentReply>;

/**
 * Why a call to an agent gave no reply, told apart by what its user has to do about it.
 * `fix` and `install` are one-line instructions; `until` is an ISO time or null.
 */
export type AgentFailure =
  | { readonly reason: 'not-installed'; readonly cli: AgentId; readonly install: string }
  | { readonly reason: 'not-signed-in'; readonly cli: AgentId; readonly says: string; readonly fix: string }
  | { readonly reason: 'refused-to-start'; readonly cli: AgentId; readonly says: string; readonly fix: string }
  | { readonly reason: 'exit'; readonly cli: AgentId; readonly code: number; readonly says: string }
  | { readonly reason: 'killed'; readonly cli: AgentId; readonly signal: string; readonly says: string }
  | { readonly reason: 'silent'; readonly cli: AgentId; readonly ms: number }
  | { readonly reason: 'timeout'; readonly cli: AgentId; readonly ms: number }
  | { readonly reason: 'garbled'; readonly cli: AgentId; readonly why: string }
  | { readonly reason: 'limited'; readonly cli: AgentId; readonly says: string; readonly until: string | null }
  | { readonly reason: 'network'; readonly cli: AgentId; readonly says: string }
  /** The tool does not know the conversation that it was to go on with. */
  | { readonly reason: 'lost-conversation'; readonly cli: AgentId; readonly says: string }
  /** The tool stopped at the cost it was allowed. */
  | { readonly reason: 'capped'; readonly cli: AgentId; readonly says: string }
  | { readonly reason: 'quota'; readonly cli: AgentId; readonly says: string }
  /** `prompt` is the file that holds the prompt, relative to the repository; absent when it was not kept. */
  | { readonly reason: 'too-long'; readonly cli: AgentId; readonly says: string; readonly prompt?: string }
  | { readonly reason: 'unknown-model'; readonly cli: AgentId; readonly model: string; readonly says: string };

/** Failures that may be gone in a moment; repeating is still a matter of whether it is harmless (L14). */
export const isTransient = (failure: AgentFailure): boolean =>
  failure.reason === 'limited' || failure.reason === 'network' || failure.reason === 'killed';
