import type { Halt } from '../../domain/halt.js';
import { done, err, type Result } from '../../domain/result.js';
import type { Verdict } from '../../domain/verdict.js';
import { isWaived } from '../../domain/waiver.js';
import { goingInCircles, type Round } from '../../policy/circles.js';
import type { Started, Work } from './work.js';

/** Watches the rounds of a loop for standing still: `remember` wraps the reviewer, `check` is asked before it. */
export function circles({ waivers }: Pick<Started, 'waivers'>) {
  let last: Round | null = null;
  const mayRepeat = (work: Work): boolean => isWaived(waivers, 'circles', work.change.to);
  return {
    check: async (work: Work, cycle: number): Promise<Result<void, Halt>> => {
      const same =
        last === null || mayRepeat(work) ? null : goingInCircles(last, { tree: work.change.to, findings: null });
      return same === null ? done : err({ reason: 'going-in-circles', cycles: cycle, same });
    },
    remember:
      (review: (work: Work, cycle: number) => Promise<Result<Verdict, Halt>>) =>
      async (work: Work, cycle: number): Promise<Result<Verdict, Halt>> => {
        const verdict = await review(work, cycle);
        if (!verdict.ok) return verdict;
        const round: Round = { tree: work.change.to, findings: verdict.value.approved ? null : verdict.value.findings };
        const same = last === null || verdict.value.approved || mayRepeat(work) ? null : goingInCircles(last, round);
        last = round;
        return same === null ? verdict : err({ reason: 'going-in-circles', cycles: cycle, same });
      },
  };
}
