import { systemClock } from '../../adapters/clock.js';
import { lockFile, softStopFile } from '../../adapters/state/layout.js';
import { seeLock } from '../../adapters/state/lock-seen.js';
import { wishToStop } from '../../adapters/state/soft-stop.js';
import type { Doing, LockHolder } from '../../domain/lock-holder.js';
import { err, ok } from '../../domain/result.js';
import { type Line, line } from '../../report/line.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { type Answer, answered } from './answer.js';
import { placeOf, ttlAt } from './place.js';
import { wouldDo } from './would-do.js';

/** `millstone --stop`: the run of this repository stops once its running task is done. Returns the exit code. */
export const stopCommand = (request: RequestOf<'stop'>, host: Host, leave: (exit: number) => void): Promise<number> =>
  answered(request, host, leave, async (question) => {
    const place = await placeOf(question);
    if (!place.ok) return place;
    const { commonDir } = place.value.located;
    const seen = await seeLock(lockFile(commonDir), await ttlAt(place.value), () => systemClock.now());
    if (seen === null || seen.holder === null) return ok(nothing(IDLE, null));
    const { holder, lives } = seen;
    const died = `${IDLE} ${holder.run} has died; millstone --continue goes on with it.`;
    if (!lives) return ok(nothing(died, holder.run));
    const alone = endsAlone(holder);
    if (alone !== null) return ok(nothing(alone, holder.run, holder.does));
    if (holder.mark === undefined) {
      const what = `the run at work was started by an older millstone, which cannot be asked: process ${holder.pid}`;
      return err({ reason: 'preflight', problems: [{ what, fix: `kill -TERM ${holder.pid}; it keeps everything` }] });
    }
    if (request.dryRun)
      return ok(
        wouldDo('stop', [
          `The run ${holder.run} (process ${holder.pid}) would be asked to stop after its running task.`,
        ]),
      );
    const wished = await wishToStop(softStopFile(commonDir, holder.mark), systemClock.now());
    if (!wished.ok) return wished;
    return ok(wished.value === 'late' ? nothing(IDLE, null) : asked(holder, wished.value === 'first'));
  });

/** Where no next task would be begun, stopping softly is what happens anyway; null where it makes a difference. */
export function endsAlone({ run, pid, host, does }: Pick<LockHolder, 'run' | 'pid' | 'host' | 'does'>): string | null {
  const by = `process ${pid} on ${host}`;
  const now = `kill -TERM ${pid} stops it at once`;
  switch (does) {
    case 'task':
      return `The run ${run} (${by}) does one task and ends with it. ${now}; millstone --continue goes on with it then.`;
    case 'compaction':
      return `The run ${run} (${by}) makes the tasklist shorter and ends with that. ${now}.`;
    case 'other':
      return `No run is at work in this repository; what is there (${by}) begins no task and ends of itself.`;
    default:
      return null;
  }
}

const IDLE = 'No run is at work in this repository.';

const say = (text: string): readonly Line[] => [line('result', text)];

const nothing = (text: string, run: string | null, does?: Doing): Answer => ({
  exit: 0,
  says: say(text),
  json: { type: 'stop', asked: false, run, ...(does === undefined ? {} : { does }) },
});

function asked({ run, pid, host }: LockHolder, first: boolean): Answer {
  const before = first ? '' : ' It had been asked before.';
  const text = `The run ${run} (process ${pid} on ${host}) stops once its running task is done.${before}`;
  return { exit: 0, says: say(text), json: { type: 'stop', asked: true, first, run, pid, host } };
}
