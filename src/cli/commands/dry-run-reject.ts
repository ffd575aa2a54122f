import { unfinishedRun } from '../../adapters/state/past-runs.js';
import { err, ok } from '../../domain/result.js';
import { runTitle } from '../../domain/tasks-so-far.js';
import { waitingGate } from '../../policy/gates.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { answered } from './answer.js';
import { folderAt, placeOf } from './place.js';
import { nothingWaits } from './reject.js';
import { wouldDo } from './would-do.js';

/** `--reject --dry-run`: what would be refused, and what would come of it. */
export const dryRunRejectCommand = (
  request: RequestOf<'reject'>,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> =>
  answered(request, host, leave, async (asked) => {
    const place = await placeOf(asked);
    if (!place.ok) return place;
    const folder = await folderAt(place.value);
    if (!folder.ok) return folder;
    const found = await unfinishedRun(place.value.layout);
    if (!found.ok) return found;
    const past = found.value;
    const key = past === null ? null : waitingGate(past.checkpoint);
    if (past === null || key === null) return err(nothingWaits(past));
    const [, , stage = ''] = key.split('/');
    const how = request.why === null ? 'be undone, and the run be over' : 'go back to its author, and wait here again';
    return ok(
      wouldDo('reject', [
        `What waits behind the stage ${stage.replace(/\.\d+$/, '')} of the run ${past.run} ("${runTitle(past.checkpoint)}") would ${how}.`,
      ]),
    );
  });
