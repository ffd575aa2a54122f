import type { Checkpoint } from '../../domain/checkpoint.js';
import type { Halt, Problem } from '../../domain/halt.js';
import type { JournalEntry } from '../../domain/journal.js';
import { done, err, type Result } from '../../domain/result.js';
import type { RunPlan } from '../../domain/run-plan.js';
import type { Settings } from '../../domain/settings.js';
import { stagesOf } from '../../loops/pipeline/find-stage.js';
import { agreementKey, filesKey, recordedFiles } from '../../loops/pipeline/own-module.js';
import type { OwnStages } from '../../ports/own-stages.js';

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

/**
 * Going on agrees with the files of a module exactly as they were when the run stopped for them, if they still are so. What
 * they were and are no more, nobody has agreed with.
 */
export async function agreedModules(
  { life, openIntents, steps, plan }: Pick<Checkpoint, 'life' | 'openIntents' | 'steps' | 'plan'>,
  stages: Pick<OwnStages, 'seen'>,
): Promise<readonly JournalEntry[]> {
  const own = plan.mode === 'chain' ? (plan.chain.own ?? []) : [];
  const asked = [...openIntents.keys()].filter((key) => own.some(({ name }) => key.startsWith(agreementKey(name, ''))));
  if (asked.length === 0) return [];
  const now = await Promise.all(
    own.map(async (one) =>
      agreementKey(one.name, (await stages.seen(recordedFiles(one, steps.get(filesKey(one.name))))).digest),
    ),
  );
  const stopped = life.kind === 'halted' && life.line.reason === 'own-stage';
  const agreed = stopped ? asked.filter((key) => now.includes(key)) : [];
  const over = asked.filter((key) => !agreed.includes(key));
  return [
    ...(over.length === 0 ? [] : [{ kind: 'forgotten', keys: over } as const]),
    ...agreed.map((key) => ({ kind: 'step', key, value: null }) as const),
  ];
}
