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
