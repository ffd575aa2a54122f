import * as z from 'zod';
import { STAGE_KINDS, stageName } from '../../domain/own-stage.js';

/** What the process of a stage reads from its stdin. */
export const order = z.strictObject({
  /** The beginning of each line of its stdout that is meant for us; whatever else the module prints is not. */
  mark: z.string(),
  /** The thing to run with, and the files that may be loaded for it, absolute; null to describe the stage only. */
  run: z
    .strictObject({
      thing: z.record(z.string(), z.unknown()),
      top: z.string(),
      run: z.string(),
      files: z.array(z.string()),
    })
    .nullable(),
});
export type Order = z.infer<typeof order>;

/** What it writes behind the mark. */
export const said = z.union([
  z.strictObject({ tell: z.string() }),
  z.strictObject({ described: z.unknown() }),
  z.strictObject({ answer: z.unknown() }),
  z.strictObject({ failed: z.enum(['load', 'shape', 'threw']), says: z.string() }),
]);
export type Said = z.infer<typeof said>;

/** A stage as its module describes it, with the files that were loaded, absolute. */
export const wire = z.strictObject({
  name: stageName,
  takes: z.enum(STAGE_KINDS),
  gives: z.enum(STAGE_KINDS),
  files: z.array(z.string()).min(1),
});

/** What is wrong with how a stage describes itself. */
export function flawOf(one: unknown): string {
  const { name, ...kinds } = one as Readonly<Record<'name' | 'takes' | 'gives', string>>;
  if (!stageName.safeParse(name).success)
    return `its name ${JSON.stringify(name)} is not made of small letters, digits, _ and -`;
  for (const key of ['takes', 'gives'] as const)
    if (!wire.shape[key].safeParse(kinds[key]).success)
      return `it ${key} ${JSON.stringify(kinds[key])}, and stages know ${STAGE_KINDS.join(', ')} only`;
  return 'it describes itself in a way that nobody understands';
}
