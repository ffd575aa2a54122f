import { systemClock } from '../../adapters/clock.js';
import { lockFile } from '../../adapters/state/layout.js';
import { seeLock } from '../../adapters/state/lock-seen.js';
import { ok } from '../../domain/result.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { answered } from './answer.js';
import { placeOf, ttlAt } from './place.js';
import { wouldDo } from './would-do.js';

/** `--dry-run` of `--watch`: which run would be watched. Waits for none. */
export const dryRunWatchCommand = (
  request: RequestOf<'watch'>,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> =>
  answered(request, host, leave, async (question) => {
    const place = await placeOf(question);
    if (!place.ok) return place;
    const lock = lockFile(place.value.located.commonDir);
    const seen = await seeLock(lock, await ttlAt(place.value), () => systemClock.now());
    const watched = seen?.lives === true && seen.holder !== null && seen.holder.does !== 'other' ? seen.holder : null;
    const would =
      watched === null
        ? 'No run is at work here: one would be waited for.'
        : `The run ${watched.run} (process ${watched.pid}) would be shown until it ends.`;
    return ok(wouldDo('watch', [would]));
  });
