import { type PastRun, unfinishedRun } from '../../adapters/state/past-runs.js';
import type { Halt } from '../../domain/halt.js';
import { err } from '../../domain/result.js';
import { runTitle } from '../../domain/tasks-so-far.js';
import { refusedLast, waitingGate } from '../../policy/gates.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { continueRun } from './continue-run.js';
import { framed } from './frame.js';
import { atSite } from './site.js';

/** `millstone --reject`: refuses what waits at a gate, for good or with words for its author. Returns the exit code. */
export const rejectCommand = (
  request: RequestOf<'reject'>,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> =>
  framed(request, host, leave, (run) =>
    atSite(run, unfinishedRun, async (watched, site) => {
      const { past } = site;
      if (past === null || waitingGate(past.checkpoint) === null) return err(nothingWaits(past));
      return continueRun(watched, site, past, { kind: 'rejected', by: 'reject', why: request.why });
    }),
  );

/** The halt of a refusal where nothing is to be refused. */
export function nothingWaits(past: PastRun | null): Halt {
  if (past !== null && refusedLast(past.checkpoint)) {
    const what = `what waited in the run "${runTitle(past.checkpoint)}" was refused already, which is not done yet`;
    const fix = 'go on with that with `millstone --continue`, or give it up with `millstone --continue --abort`';
    return { reason: 'preflight', problems: [{ what, fix }] };
  }
  const what =
    past === null
      ? 'nothing waits for approval: no run is unfinished'
      : `the unfinished run ("${runTitle(past.checkpoint)}") does not wait for approval`;
  const fix =
    past === null ? null : 'go on with `millstone --continue`, or give it up with `millstone --continue --abort`';
  return { reason: 'preflight', problems: [{ what, fix }] };
}
