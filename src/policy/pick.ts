import type { Opportunity } from '../domain/opportunity.js';

/**
 * The opportunity that goes on to a design: of those that are neither adopted nor rejected the one with the highest ROI,
 * an unknown one counting as 0, the first in the file where several have it. Null when none is left.
 * Source: outer-loop.md 8.
 */
export function pick<O extends Pick<Opportunity, 'status' | 'roi'>>(opportunities: readonly O[]): O | null {
  let best: O | null = null;
  for (const one of opportunities)
    if (one.status === 'identified' && (best === null || (one.roi ?? 0) > (best.roi ?? 0))) best = one;
  return best;
}
