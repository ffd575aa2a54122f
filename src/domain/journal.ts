import * as z from 'zod';
import { usage } from './agent.js';
import { commitFacts, sighting } from './change.js';
import { runFlags, runPlan } from './run-plan.js';
import { waivable, waiver } from './waiver.js';

/** The version that this program writes. */
export const JOURNAL_VERSION = 3;
/** Versions that it reads: 1 knew runs of one task only, and up to 2 lines bore no seal. */
export const JOURNAL_VERSIONS = [1, 2, JOURNAL_VERSION] as const;
/** The first version whose lines are sealed. */
export const SEALED_SINCE = 3;

const at = z.string();
const v = z.literal(JOURNAL_VERSIONS);

/** One fact of a run that must survive a crash. A step without a value records null, since JSON drops undefined. */
export const journalLine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opened'), v, plan: runPlan, at }),
  /** The run goes on in another process, with these flags over those it began with. */
  z.strictObject({ kind: z.literal('resumed'), v, flags: runFlags, at }),
  z.strictObject({ kind: z.literal('step'), key: z.string(), value: z.unknown(), at }),
  /** A call of an agent used this and left no reply: it failed, or what it did was undone. */
  z.strictObject({ kind: z.literal('used'), key: z.string(), by: z.string(), usage, at }),
  /** Written before the world is changed; `before` names how it was, so that a crash in between can be explained. */
  z.strictObject({ kind: z.literal('intent'), key: z.string(), before: z.record(z.string(), z.string()), at }),
  /** Steps that were done for files which are no longer there: they have to be done again. */
  z.strictObject({ kind: z.literal('forgotten'), keys: z.array(z.string()), at }),
  z.strictObject({ kind: z.literal('waived'), ...waiver.shape, at }),
  /** A person wants more cycles than were allowed at first. */
  z.strictObject({ kind: z.literal('extended'), cycles: z.int().positive(), at }),
  z.strictObject({
    kind: z.literal('halted'),
    reason: z.string(),
    says: z.string(),
    /** What a person may wave through by going on. */
    waives: waivable.nullable(),
    /** How the repository was left; null when that could not be seen. */
    seen: sighting.nullable(),
    at,
  }),
  z.strictObject({
    kind: z.literal('closed'),
    how: z.enum(['done', 'by-hand', 'aborted']),
    commits: z.array(commitFacts),
    at,
  }),
  /** The commits of a closed run were taken back by a person's wish; the ref keeps them. */
  z.strictObject({ kind: z.literal('undone'), commits: z.array(z.string()), parked: z.string(), at }),
  /** A `state.json` of the original, as it stood there when this version first met it. */
  z.strictObject({ kind: z.literal('imported'), state: z.record(z.string(), z.unknown()), at }),
]);
export type JournalLine = z.infer<typeof journalLine>;

/** A line before the journal stamps it. */
export type JournalEntry = JournalLine extends infer L ? (L extends JournalLine ? Omit<L, 'at'> : never) : never;
