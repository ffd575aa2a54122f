import type { Checkpoint } from '../../domain/checkpoint.js';
import type { Halt, Problem } from '../../domain/halt.js';
import type { JournalEntry } from '../../domain/journal.js';
import { done, err, type Result } from '../../domain/result.js';
import type { RunPlan } from '../../domain/run-plan.js';
import type { Settings } from '../../domain/settings.js';
import { stagesOf } from '../../loops/pipeline/find-stage.js';

/**
 * Whether every stage of a run is known, before anything is touched (L19). One of the user's must still be named by the
 * configuration, as it was: a module is run because its user says so now, not because a file of a run says so.
 */
export function stagesStillThere(plan: RunPlan, { ownStages }: Settings): Result<void, Halt> {
  if (plan.mode !== 'chain') return done;
  const { own = [], links } = plan.chain;
  const problems = own.flatMap(({ name, module }): readonly Problem[] => {
    const now = ownStages.find(({ stage }) => stage === name);
    if (now?.module === module) return [];
    const what = `this run has a stage ${name} of ${module}, which [pipeline] insert does not name any more`;
    return [{ what, fix: 'name it there again, or give the run up with `millstone --continue --abort`' }];
  });
  if (problems.length > 0) return err({ reason: 'preflight', problems });
  const found = stagesOf(links, own);
  return found.ok ? done : found;
}

/** Going on agrees with the files of a module exactly as they were when the run stopped for them. */
export function agreedModules({
  life,
  openIntents,
}: Pick<Checkpoint, 'life' | 'openIntents'>): readonly JournalEntry[] {
  if (life.kind !== 'halted' || life.line.reason !== 'own-stage') return [];
  return [...openIntents.keys()].filter((key) => /^own\//.test(key)).map((key) => ({ kind: 'step', key, value: null }));
}
