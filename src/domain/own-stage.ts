import * as z from 'zod';

/** Kinds that stages hand on, in the order of a chain. */
export const STAGE_KINDS = ['opportunity', 'design', 'worklist'] as const;
const kind = z.enum(STAGE_KINDS);
export type StageKind = z.infer<typeof kind>;

/** A name that can be a part of a step's key, and is no word of one. */
export const stageName = z.string().regex(/^[a-z][a-z\d_-]*$/);

/** A stage of the user's, as its module describes it. */
export const described = z.strictObject({
  name: stageName,
  takes: kind,
  gives: kind,
  /** Every file that was loaded with its module, that one first; absolute. */
  files: z.array(z.string()).min(1),
});
export type Described = z.infer<typeof described>;

const named = z.object({ kind: z.enum(['opportunity', 'design']), id: z.string().min(1) });
const tasks = z.object({ kind: z.literal('worklist'), tasks: z.array(z.object({ id: z.string().min(1) })) });

/** What a stage may answer: what goes on, or why the run stops. What else its things say is nobody's business. */
export const stageAnswer = z.union([
  z.array(z.union([named, tasks])),
  z.strictObject({ stop: z.string().trim().min(1) }),
]);
export type StageAnswer = z.infer<typeof stageAnswer>;
