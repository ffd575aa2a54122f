import { nodeFiles } from '../../adapters/files/node-files.js';
import { clearSessions, hasSessions } from '../../adapters/state/clear-sessions.js';
import { laterState } from '../../adapters/state/original-state.js';
import { err, ok } from '../../domain/result.js';
import { line } from '../../report/line.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { answered } from './answer.js';
import { locked } from './locked.js';
import { folderAt, placeOf } from './place.js';
import { wouldDo } from './would-do.js';

/** `millstone --clear-sessions`: the agents' next conversations are new ones. Returns the exit code. */
export const clearSessionsCommand = (
  request: RequestOf<'clear-sessions'>,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> =>
  answered(request, host, leave, async (asked) => {
    const place = await placeOf(asked);
    if (!place.ok) return place;
    const folder = await folderAt(place.value);
    if (!folder.ok) return folder;
    // Written by a later version it is not ours to change.
    const later = await laterState(place.value.layout.state, nodeFiles);
    if (later !== null) return err(later);
    if (request.dryRun) {
      const kept = await hasSessions(place.value.layout, nodeFiles);
      const would = kept
        ? 'The conversations of the agents would be forgotten.'
        : 'There are no conversations to forget.';
      return ok(wouldDo('clear-sessions', [would]));
    }
    return locked(asked, place.value, async () => {
      const cleared = await clearSessions(place.value.layout, nodeFiles);
      const says = cleared ? 'The conversations of the agents are forgotten.' : 'There are no conversations to forget.';
      return ok({ exit: 0, says: [line('result', says)], json: { type: 'sessions-cleared', cleared } });
    });
  });
