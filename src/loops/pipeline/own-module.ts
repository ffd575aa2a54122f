import * as z from 'zod';
import type { Halt, HaltOf } from '../../domain/halt.js';
import type { OwnStage } from '../../domain/own-stage.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { RunContext } from '../context.js';
import type { OuterDeps } from './deps.js';

/**
 * The files of its module. What a run begins with is what it goes on with: where a file of the module differs from how the
 * plan has it, an agent may have written it. The run stops before that is loaded, and going on agrees with the files exactly
 * as they were then.
 */
export async function asRecorded(
  own: OwnStage,
  deps: OuterDeps,
  ctx: RunContext,
): Promise<Result<OwnStage['files'], Halt>> {
  const agreed = filesKey(own.name);
  const files = recordedFiles(own, ctx.journal.find(agreed)?.value);
  const seen = await deps.ownStages.seen(files);
  if (seen.changed.length === 0) return ok(files);
  const key = agreementKey(own.name, seen.digest);
  if (ctx.journal.find(key) === undefined) {
    const meant = await ctx.journal.append({ kind: 'intent', key, before: {} });
    return meant.ok ? err(haltOf(own, 'changed', seen.changed.join(', '))) : meant;
  }
  const again = await deps.ownStages.describe(own.module, ctx.signal);
  if (!again.ok) return err(haltOf(own, 'threw', again.error));
  const { name, takes, gives } = again.value;
  if (name !== own.name || takes !== own.takes || gives !== own.gives)
    return err(haltOf(own, 'garbage', `is now a stage ${name} that takes ${takes} and gives ${gives}`));
  const kept = await ctx.journal.append({ kind: 'step', key: agreed, value: again.value.files });
  if (!kept.ok) return kept;
  // It was about these files and this time: an agent may bring them back later.
  const used = await ctx.journal.append({ kind: 'forgotten', keys: [key] });
  return used.ok ? ok(again.value.files) : used;
}

/** The step under which files are kept that a person has agreed with since. */
export const filesKey = (stage: string): string => `own/${stage}/files`;

/** The step of an agreement with files as they are by this digest. */
export const agreementKey = (stage: string, digest: string): string => `own/${stage}/${digest}`;

/** The files of a stage's module as the run knows them: those agreed with last, else those of its plan. */
export function recordedFiles({ files }: OwnStage, agreed: unknown): OwnStage['files'] {
  const read = z.record(z.string(), z.string()).safeParse(agreed);
  return read.success ? read.data : files;
}

/** The halt of a stage of the user's. */
export const haltOf = (
  { name, module }: Pick<OwnStage, 'name' | 'module'>,
  what: HaltOf<'own-stage'>['what'],
  says: string,
): Halt => ({ reason: 'own-stage', stage: name, module, what, says });
