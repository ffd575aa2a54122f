import * as z from 'zod';
import type { DesignId, OpportunityId, TaskId } from './ids.js';

const id = <T extends string>() => z.string().transform((text) => text as T);

export const opportunityHandoff = z.strictObject({ kind: z.literal('opportunity'), id: id<OpportunityId>() });
/** `bare`: there is no design, the id is that of an opportunity which needs none and is planned as it is. */
const design = z.strictObject({ kind: z.literal('design'), id: id<DesignId>(), bare: z.literal(true).optional() });
/** No ids: whatever is pending. */
const worklist = z.strictObject({ kind: z.literal('worklist'), tasks: z.array(id<TaskId>()) });

/**
 * What one stage hands to the next: ids, never contents. The next stage reads the artifact from its store, so that what a
 * person changed at a gate counts, and a resumed run has nothing stale to unpack.
 */
export const handoff = z.discriminatedUnion('kind', [opportunityHandoff, design, worklist]);
export type Handoff = z.infer<typeof handoff>;
export type OpportunityHandoff = z.infer<typeof opportunityHandoff>;
export type DesignHandoff = z.infer<typeof design>;
export type WorklistHandoff = z.infer<typeof worklist>;

/** The handoff kind at one end of a stage: null where a chain begins or ends. */
export type KindOf<T> = [T] extends [never] ? null : T extends Handoff ? T['kind'] : null;
