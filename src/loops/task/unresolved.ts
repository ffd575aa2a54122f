import type { Halt } from '../../domain/halt.js';
import { done, err, type Result } from '../../domain/result.js';
import type { Finding, Verdict } from '../../domain/verdict.js';
import { asFeedback } from '../../prompting/feedback.js';
import type { Retry } from '../approve.js';
import type { RunContext } from '../context.js';
import type { Work } from './work.js';

/** Conflicts that its author left marked take the change back to it, before anybody is paid to judge it. */
export const unresolved =
  (ctx: RunContext) =>
  async ({ markers }: Work, cycle: number): Promise<Result<void, Halt | Retry>> => {
    const [first, ...more] = markers.map(finding);
    if (first === undefined) return done;
    ctx.emit({ type: 'noticed', notice: { kind: 'conflicts-left', files: markers } });
    const summary = 'Conflicts are not resolved yet.';
    const verdict: Verdict = { approved: false, summary, findings: [first, ...more] };
    const otherwise: Halt = { reason: 'not-approved', cycles: cycle, verdict };
    return err({ reason: 'retry', feedback: asFeedback(verdict), otherwise });
  };

const finding = (where: string): Finding => ({
  ...{ severity: 'critical', where },
  problem: 'Conflict markers are left: bring both sides together, and remove the lines of the markers.',
});
