import { ok } from '../../domain/result.js';
import type { Steering } from '../../ports/steering.js';
import { inTurn } from '../in-turn.js';

/**
 * Lets several agents at work at once be watched over by one memory of the files that steer a run. Remembering anew while
 * one of them is at work would take what it has changed for right. What was changed is put back at once, and held against
 * every call that was under way then: nobody can tell which of them it was.
 */
export function sharedSteering(steering: Steering): () => Steering {
  const underWay = new Set<{ readonly changed: Set<string> }>();
  const turn = inTurn();
  const putBack: Steering['restore'] = async () => {
    const back = await steering.restore();
    if (back.ok) for (const call of underWay) for (const name of back.value) call.changed.add(name);
    return back;
  };
  return () => {
    let own: { readonly changed: Set<string> } | null = null;
    return {
      remember: () =>
        turn(async () => {
          const ready = underWay.size === 0 ? await steering.remember() : await putBack();
          if (!ready.ok) return ready;
          own = { changed: new Set() };
          underWay.add(own);
          return ok(undefined);
        }),
      restore: () =>
        turn(async () => {
          const back = await putBack();
          const changed = own?.changed ?? new Set<string>();
          if (own !== null) underWay.delete(own);
          own = null;
          return back.ok ? ok([...changed].sort()) : back;
        }),
    };
  };
}
