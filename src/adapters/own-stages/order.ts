import * as z from 'zod';

/** What the process of a stage reads from its stdin. */
export const order = z.strictObject({
  /** The beginning of each line of its stdout that is meant for us; whatever else the module prints is not. */
  mark: z.string(),
  /** The thing to run with; null to describe the stage only. */
  run: z.strictObject({ thing: z.record(z.string(), z.unknown()), top: z.string(), run: z.string() }).nullable(),
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

/** The kinds of things, as a sentence lists them. */
export const KINDS_SAID = 'opportunity, design or worklist';
