import * as z from 'zod';
import { CHECKS } from './check.js';
import type { Halt } from './halt.js';
import type { TreeId } from './ids.js';

/** What a person may wave through after having looked: a mechanical check, a halt of another judge, going in circles. */
export const waivable = z.enum([...CHECKS, 'sanity', 'circles', 'eval-gate', 'regression']);
export type Waivable = z.infer<typeof waivable>;

/** A consent, bound to what it was given for: it holds for exactly these files and for no others (L9). */
export const waiver = z.strictObject({ check: waivable, diff: z.string().transform((id) => id as TreeId) });
export type Waiver = z.infer<typeof waiver>;

/** Whether a check was waved through for these files. */
export const isWaived = (waivers: readonly Waiver[], check: Waivable, tree: TreeId): boolean =>
  waivers.some((one) => one.check === check && one.diff === tree);

/** What a person waves through by going on after this halt; null when there is nothing to wave through. */
export function waivableOf(halt: Halt): Waivable | null {
  if (halt.reason === 'check') return halt.diff === null ? null : halt.hit.check;
  if (halt.reason === 'going-in-circles') return 'circles';
  if (halt.reason === 'eval-gate') return 'eval-gate';
  if (halt.reason === 'regression') return halt.rollback.kind === 'done' ? null : 'regression';
  return halt.reason === 'sanity' && halt.of === 'build' ? 'sanity' : null;
}
