import * as z from 'zod';
import type { CommitId, TreeId } from './ids.js';

const tree = z.string().transform((id) => id as TreeId);
const commit = z.string().transform((id) => id as CommitId);

/** How commits are taken back: what is there before, and what will be. Enough to go on after a crash. */
export const takingBack = z.object({
  /** HEAD, before and after; the latter is null where the first commit of all goes. */
  from: commit,
  to: commit.nullable(),
  /** Files, before and after. */
  tree,
  files: tree,
  /** What is staged, before and after. */
  index: tree,
  staged: tree,
  /** The ref that keeps all of what was there before. */
  parked: z.string(),
});
export type TakingBack = z.infer<typeof takingBack>;

/** The plan as an intent holds it, whose values are words. */
export const asWords = (plan: TakingBack): Record<string, string> => ({ ...plan, to: plan.to ?? '' });

/** The plan of an intent; null when it is none. */
export function fromWords(words: Readonly<Record<string, string>> | undefined): TakingBack | null {
  const read = takingBack.safeParse(words === undefined ? words : { ...words, to: words.to === '' ? null : words.to });
  return read.success ? read.data : null;
}
