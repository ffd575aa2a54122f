import type { Usage } from '../../domain/agent.js';
import type { StepFinish } from './opencode-events.js';

/** Adds up what the steps of a call have used; null as long as none has told it. */
export function addStep(sofar: Usage | null, { tokens, cost }: StepFinish): Usage | null {
  if (!tokens) return sofar;
  const costUsd = (sofar?.costUsd ?? 0) + cost;
  return {
    inputTokens: (sofar?.inputTokens ?? 0) + tokens.input + tokens.cache.write,
    cachedTokens: (sofar?.cachedTokens ?? 0) + tokens.cache.read,
    outputTokens: (sofar?.outputTokens ?? 0) + tokens.output + tokens.reasoning,
    // A model without a price in its configuration costs 0, which tells nothing.
    costUsd: costUsd > 0 ? costUsd : null,
    source: 'reported',
  };
}
