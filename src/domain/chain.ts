import * as z from 'zod';
import { ownStage } from './own-stage.js';
import { THROUGH } from './through.js';

/** Where a person is asked before a chain goes on, by what waits there. */
export const GATES = ['opportunities', 'designs', 'plans'] as const;
export type Gate = (typeof GATES)[number];

/** The gates by their titles, which scripts look for (cli.md 10.3, S17). */
export const GATE_TITLES: Readonly<Record<Gate, string>> = {
  opportunities: 'Opportunities identified',
  designs: 'Design created',
  plans: 'Tasks added to tasklist',
};

/** One stage of a chain with what happens to what it makes: names only, so that a journal can hold it. */
export const link = z.strictObject({
  stage: z.string(),
  /** `best`: only the opportunity with the highest ROI goes on. */
  pick: z.literal('best').nullable(),
  gate: z.enum(GATES).nullable(),
  /** A gate that `--no-approve` has opened: nobody is asked, which is recorded. */
  waved: z.enum(GATES).optional(),
});
export type Link = z.infer<typeof link>;

/** How a chain was asked for. */
export const CHAINS = ['analyze', 'design', 'plan', 'deliver', 'cycle'] as const;
export type ChainKind = (typeof CHAINS)[number];

/** What a chain is to do, whole: a run that is taken up again goes by this, not by what settings say by then. */
export const chainPlan = z.strictObject({
  asked: z.enum(CHAINS),
  /** The words or the design that were named; null where nothing was. */
  given: z.string().nullable(),
  /** How far it was asked to go on; null where nothing was said. */
  through: z.enum(THROUGH).nullable(),
  /** Empty for a cycle, which decides pass by pass. */
  links: z.array(link),
  /** Where a cycle finds its goals, relative to the top level; null where none is configured, and for all others. */
  roadmap: z.string().nullable(),
  /** A file of known issues, as typed. */
  issues: z.string().nullable(),
  /** The stages of the user's that may come in it; missing where there are none. */
  own: z.array(ownStage).optional(),
});
export type ChainPlan = z.infer<typeof chainPlan>;
