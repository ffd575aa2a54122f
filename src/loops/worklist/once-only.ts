import type { Emit } from '../../domain/event.js';
import type { Notice } from '../../domain/notice.js';

/** Notices about the settings or the project, which are the same for every task. */
const SAME_FOR_ALL: readonly Notice['kind'][] = ['sanity-off', 'verify-off', 'no-project-checks', 'blind-eval'];

/** Lets such a notice through once. `told` may be shared by several tasks at once. */
export function onceOnly(emit: Emit, told = new Set<string>()): Emit {
  return (event) => {
    const kind = event.type === 'noticed' && SAME_FOR_ALL.includes(event.notice.kind) ? event.notice.kind : null;
    if (kind === null || !told.has(kind)) emit(event);
    if (kind !== null) told.add(kind);
  };
}
