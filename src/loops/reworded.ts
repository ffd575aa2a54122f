import type { AgentFailure } from '../domain/agent.js';
import type { AgentRequest } from '../ports/agents.js';
import { shorten } from '../prompting/shorten.js';

/** A request made anew after a failure, and why. */
export interface Reworded {
  readonly request: AgentRequest;
  readonly why: string;
}

/**
 * The request that may succeed where this one failed for what it holds; null when another one would be the same. Every
 * prompt can stand alone, so that it may begin a new conversation.
 */
export function reworded(request: AgentRequest, failure: AgentFailure): Reworded | null {
  const { conversation, prompt } = request;
  if (failure.reason === 'lost-conversation' && conversation !== null)
    return { request: { ...request, conversation: null }, why: 'its conversation is gone; a new one begins' };
  if (failure.reason !== 'too-long') return null;
  const short = shorten(prompt, failure.prompt ?? null);
  // What a conversation has piled up counts as well.
  if (short === null && conversation === null) return null;
  const words = short ?? prompt;
  const why = `the model found it too long; now it has ${words.length} characters, in a new conversation`;
  return { request: { ...request, prompt: words, conversation: null }, why };
}
