/** What is known when a cycle decides what comes next. */
export interface TriageFacts {
  /** Pending tasks of the list. */
  readonly pending: number;
  /** Whether this run has worked at those: what is beyond as many as it may do is left alone, whatever follows. */
  readonly worked: boolean;
  /** The next open goal of the roadmap; null without a roadmap or an open goal. */
  readonly goal: string | null;
  /** Whether `--roadmap` was typed: then goals are all that this run is for. */
  readonly roadmapTyped: boolean;
  /** Whole passes done so far by this process. */
  readonly passes: number;
  /** Whether an analysis was made in this run. */
  readonly analysed: boolean;
  /** Whether tasks were pending or a goal was open when the run began. */
  readonly hadWork: boolean;
  /** `--max-passes`; null when it was not typed. */
  readonly maxPasses: number | null;
}

/** What a cycle does next, or why it is over. */
export type Triage =
  | { readonly kind: 'execute'; readonly pending: number }
  | { readonly kind: 'goal'; readonly goal: string }
  | { readonly kind: 'analyze' }
  | { readonly kind: 'over'; readonly why: 'no-goal-left' | 'nothing-left' | 'max-passes' };

/**
 * Pending tasks first, then the goals of the roadmap, then an analysis: that one only where nothing else was to do from the
 * beginning, and once, unless `--max-passes` lets more follow. Source: decision L20.
 */
export function triage(facts: TriageFacts): Triage {
  if (facts.maxPasses !== null && facts.passes >= facts.maxPasses) return { kind: 'over', why: 'max-passes' };
  if (facts.pending > 0 && !facts.worked) return { kind: 'execute', pending: facts.pending };
  if (facts.goal !== null) return { kind: 'goal', goal: facts.goal };
  if (facts.roadmapTyped) return { kind: 'over', why: 'no-goal-left' };
  const more = facts.maxPasses !== null;
  const first = !facts.hadWork && !facts.analysed;
  return first || more ? { kind: 'analyze' } : { kind: 'over', why: 'nothing-left' };
}
