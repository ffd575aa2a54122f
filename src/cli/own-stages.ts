import { makeOwnStages } from '../adapters/own-stages/own-stages.js';
import type { Problem } from '../domain/halt.js';
import type { OwnStage } from '../domain/own-stage.js';
import { err, ok, type Result } from '../domain/result.js';
import type { Settings } from '../domain/settings.js';
import { misfit } from '../policy/own-stages.js';
import type { OwnStages } from '../ports/own-stages.js';
import type { RunProcess } from '../ports/process.js';
import type { Host } from './host.js';
import type { Prepared } from './prepare.js';

/** What starts programs here. */
interface Starting {
  readonly host: Host;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly run: RunProcess;
  readonly runId: string;
}

/** What runs the stages that the user wrote. */
export const ownStagesAt = (
  { host, env, run, runId }: Omit<Starting, 'signal'>,
  top: string,
  { hookTimeoutMs: totalMs }: Pick<Settings, 'hookTimeoutMs'>,
): OwnStages =>
  makeOwnStages({
    ...{ run, node: host.node, program: host.places.stageChild, top, runId, totalMs },
    env: { ...env, MILLSTONE_RUN_ID: runId },
  });

/**
 * Loads the stages that the configuration names, and looks whether each fits where it is to come. All that is wrong with them
 * comes at once, before anything is begun.
 */
export async function ownStagesOf(
  starting: Starting,
  top: string,
  { settings, loaded }: Prepared,
): Promise<Result<readonly OwnStage[], readonly Problem[]>> {
  const stages = ownStagesAt(starting, top, settings);
  const place = loaded.at('config', 'pipeline.insert');
  const problems: Problem[] = [];
  const own: OwnStage[] = [];
  for (const { stage, after, module } of settings.ownStages) {
    const wrong = (why: string, fix: string): void =>
      void problems.push({ what: `${place}: the stage "${stage}" of ${module}: ${why}`, fix });
    const found = await stages.describe(module, starting.signal);
    if (!found.ok) wrong(found.error, `set right what is wrong with ${module}; docs/plugins.md says what a stage is`);
    else if (found.value.name !== stage)
      wrong(`it calls itself "${found.value.name}"`, 'let the module and the key `stage` say the same name');
    else own.push({ ...found.value, after, module });
  }
  for (const one of own) {
    const why = problems.length > 0 ? null : misfit(one, own);
    if (why !== null)
      problems.push({
        what: `${place}: the stage "${one.name}" of ${one.module} does not fit: ${why}`,
        fix: `let it come after another stage, or take and give what passes there`,
      });
  }
  return problems.length === 0 ? ok(own) : err(problems);
}
