import type { Halt } from '../domain/halt.js';
import { done, err, type Result } from '../domain/result.js';
import type { Verdict } from '../domain/verdict.js';
import type { RunContext } from './context.js';

/** One author, one reviewer, a limit. The inner loop and the authoring stages are values of this type. */
export interface LoopDefinition<W> {
  readonly id: 'dev.review' | 'analyze.review' | 'design.review' | 'plan.review';
  /** Makes the work, or mends it when there is feedback. */
  readonly author: (feedback: string | null, cycle: number) => Promise<Result<W, Halt>>;
  /** Asked in order before the reviewer sees the work; the first that halts ends the loop, or takes the work back. */
  readonly checks: readonly ((work: W, cycle: number) => Promise<Result<void, Halt | Retry>>)[];
  readonly reviewer: (work: W, cycle: number) => Promise<Result<Verdict, Halt>>;
  /** What follows an approval. */
  readonly accept: (work: W, verdict: Verdict, cycle: number) => Promise<Result<void, Halt | Retry>>;
  /** The words of a refusal as the author gets them. */
  readonly asFeedback: (verdict: Verdict) => string;
  /** At least 1. */
  readonly maxCycles: number;
  /** What the author is told in its first turn already; missing where it begins with nothing. */
  readonly feedback?: string | null;
}

/** Refused by a machine, whatever a reviewer says: worth another cycle while there are some left. */
export interface Retry {
  readonly reason: 'retry';
  readonly feedback: string;
  /** What the run ends with when no cycle is left. */
  readonly otherwise: Halt;
}

/** What the loop ended with: the approved work and the cycle that brought it. */
export interface Approved<W> {
  readonly work: W;
  readonly cycles: number;
}

/**
 * Goes round until the reviewer approves and the work is accepted. There is no other way out with a success: every
 * halt of author, checks, reviewer or acceptance ends it, and so does the last cycle.
 */
export async function approve<W>(loop: LoopDefinition<W>, ctx: RunContext): Promise<Result<Approved<W>, Halt>> {
  let feedback: string | null = loop.feedback ?? null;
  for (let cycle = 1; ; cycle++) {
    ctx.emit({ type: 'cycle-started', cycle, of: loop.maxCycles });
    const work: Result<W, Halt> = await loop.author(feedback, cycle);
    if (!work.ok) return work;

    const checked = await inTurn(loop.checks, work.value, cycle);
    if (!checked.ok) {
      const why = checked.error;
      if (why.reason !== 'retry') return err(why);
      if (cycle >= loop.maxCycles) return err(why.otherwise);
      feedback = why.feedback;
      continue;
    }

    const verdict = await loop.reviewer(work.value, cycle);
    if (!verdict.ok) return verdict;

    if (!verdict.value.approved) {
      if (cycle >= loop.maxCycles) return err({ reason: 'not-approved', cycles: cycle, verdict: verdict.value });
      feedback = loop.asFeedback(verdict.value);
      continue;
    }

    const accepted = await loop.accept(work.value, verdict.value, cycle);
    if (accepted.ok) return { ok: true, value: { work: work.value, cycles: cycle } };
    const why = accepted.error;
    if (why.reason !== 'retry') return err(why);
    if (cycle >= loop.maxCycles) return err(why.otherwise);
    feedback = why.feedback;
  }
}

async function inTurn<W>(
  checks: LoopDefinition<W>['checks'],
  work: W,
  cycle: number,
): Promise<Result<void, Halt | Retry>> {
  for (const check of checks) {
    const passed = await check(work, cycle);
    if (!passed.ok) return passed;
  }
  return done;
}
