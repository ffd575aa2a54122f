import * as z from 'zod';

/** Kinds that stages hand on, in the order of a chain. */
export const STAGE_KINDS = ['opportunity', 'design', 'worklist'] as const;
const kind = z.enum(STAGE_KINDS);
export type StageKind = z.infer<typeof kind>;

/** The stages of this program, by what they take, null for one that begins a chain, and what they give. */
export const BUILT_IN_STAGES = {
  analyze: { takes: null, gives: 'opportunity' },
  design: { takes: 'opportunity', gives: 'design' },
  review_design: { takes: 'design', gives: 'design' },
  plan: { takes: 'design', gives: 'worklist' },
  execute: { takes: 'worklist', gives: 'worklist' },
} as const satisfies Readonly<Record<string, { readonly takes: StageKind | null; readonly gives: StageKind }>>;

/** A name that can be a part of a step's key, and is no word of one. */
export const stageName = z.string().regex(/^[a-z][a-z\d_-]*$/);

const described = {
  name: stageName,
  takes: kind,
  gives: kind,
  /**
   * Every file that is loaded with its module, that one first, by a digest of what is in it; relative to the top level,
   * absolute where it lies elsewhere.
   */
  files: z.record(z.string(), z.string()),
};
/** A stage of the user's, as its module describes it. */
export type Described = z.infer<z.ZodObject<typeof described>>;

/** A stage of the user's in the plan of a run: where it comes, and what it was as the run began. */
export const ownStage = z.strictObject({ ...described, after: z.string(), module: z.string() });
export type OwnStage = z.infer<typeof ownStage>;

const named = z.object({ kind: z.enum(['opportunity', 'design']), id: z.string().min(1) });
const tasks = z.object({ kind: z.literal('worklist'), tasks: z.array(z.object({ id: z.string().min(1) })) });

/** What a stage may answer: what goes on, or why the run stops. What else its things say is nobody's business. */
export const stageAnswer = z.union([
  z.array(z.union([named, tasks])),
  z.strictObject({ stop: z.string().trim().min(1) }),
]);
export type StageAnswer = z.infer<typeof stageAnswer>;
