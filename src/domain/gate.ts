import * as z from 'zod';

/** Something that a stage made, as a person is shown it. */
export const made = z.strictObject({
  kind: z.enum(['opportunity', 'design', 'task']),
  id: z.string(),
  title: z.string(),
  /** The file it is in, relative to the top level. */
  file: z.string(),
  /** Its first words, a few lines. */
  summary: z.array(z.string()),
  /** Characters. */
  size: z.int(),
});
export type Made = z.infer<typeof made>;

/** `no-approve`: nobody was asked, since that flag was given. */
const by = z.enum(['continue', 'terminal', 'reject', 'no-approve']);

/** What was said of what waits at a gate. */
export const gateDecision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('approved'), by }),
  /** With a reason it goes back to its author; without one it is undone, and the run is over. */
  z.strictObject({ kind: z.literal('rejected'), by, why: z.string().nullable() }),
]);
export type GateDecision = z.infer<typeof gateDecision>;
