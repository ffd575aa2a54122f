import { z } from 'zod';
import { runPlan } from './run-plan.js';

/** The version that this program writes and reads. */
export const JOURNAL_VERSION = 1;

const at = z.string();

/** One fact of a run that must survive a crash. A step without a value records null, since JSON drops undefined. */
export const journalLine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opened'), v: z.literal(JOURNAL_VERSION), plan: runPlan, at }),
  z.strictObject({ kind: z.literal('step'), key: z.string(), value: z.unknown(), at }),
  /** Written before the world is changed; `before` names how it was, so that a crash in between can be explained. */
  z.strictObject({ kind: z.literal('intent'), key: z.string(), before: z.record(z.string(), z.string()), at }),
  z.strictObject({ kind: z.literal('halted'), reason: z.string(), says: z.string(), at }),
  z.strictObject({ kind: z.literal('closed'), at }),
]);
export type JournalLine = z.infer<typeof journalLine>;

/** A line before the journal stamps it. */
export type JournalEntry = JournalLine extends infer L ? (L extends JournalLine ? Omit<L, 'at'> : never) : never;
