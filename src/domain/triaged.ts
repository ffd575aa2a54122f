import * as z from 'zod';

/** What a cycle does next, or why it is over. */
export const triaged = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('execute'), pending: z.int() }),
  /** The goal that comes next; `nth` is its place among those with the same words, from 0. */
  z.strictObject({ kind: z.literal('goal'), goal: z.string(), nth: z.int(), line: z.int() }),
  z.strictObject({ kind: z.literal('analyze') }),
  z.strictObject({
    kind: z.literal('over'),
    why: z.enum(['no-goal-left', 'nothing-left', 'max-passes']),
    left: z.boolean(),
  }),
]);
export type Triaged = z.infer<typeof triaged>;
