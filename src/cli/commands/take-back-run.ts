import { systemClock } from '../../adapters/clock.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import type { RepositoryParts } from '../../adapters/git/parts.js';
import { takeBack } from '../../adapters/git/take-back.js';
import { openJournal } from '../../adapters/state/journal-file.js';
import { runLayout } from '../../adapters/state/layout.js';
import type { PastRun } from '../../adapters/state/past-runs.js';
import { openStateFile } from '../../adapters/state/state-file.js';
import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { Result } from '../../domain/result.js';
import { asWords, type TakingBack } from '../../domain/taking-back.js';
import { uncancelled } from '../../loops/context.js';
import { UNDO } from '../../policy/undo.js';
import { setOwnBox } from './own-box.js';
import type { Place } from './place.js';

/** Takes a run's commits and ticks back, with the plan in its journal before and the fact after. */
export async function takeBackRun(
  parts: RepositoryParts,
  { layout, located }: Place,
  { run, checkpoint }: PastRun,
  commits: readonly CommitFacts[],
  plan: TakingBack,
): Promise<Result<void, Halt>> {
  const state = await openStateFile(layout.state, run, nodeFiles);
  const { journal: file } = runLayout(layout, located.gitDir, run);
  const journal = await openJournal(file, systemClock, (line) => state.on(line));
  if (!journal.ok) return journal;
  for (const past of journal.value.lines) state.on(past);
  try {
    const meant = await journal.value.append({ kind: 'intent', key: UNDO, before: asWords(plan) });
    if (!meant.ok) return meant;
    const taken = await takeBack(parts, plan, uncancelled);
    if (!taken.ok) return taken;
    for (const { task } of checkpoint.ended) {
      const unticked = await setOwnBox(located.top, { plan: checkpoint.plan, inHand: task }, false);
      if (!unticked.ok) return unticked;
    }
    const ids = commits.map(({ id }) => id);
    return await journal.value.append({ kind: 'undone', commits: ids, parked: plan.parked });
  } finally {
    journal.value.close();
    await state.settled();
  }
}
