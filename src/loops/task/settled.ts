import * as z from 'zod';
import { commitFacts } from '../../domain/change.js';
import type { Verdict } from '../../domain/verdict.js';
import type { WantedTree } from '../../ports/repository.js';
import type { Work } from './work.js';

/** The approved change on its way to a commit. */
export interface Order {
  readonly wanted: WantedTree;
  readonly work: Work;
  /** Whether the tick of the task is part of it. */
  readonly ticked: boolean;
  readonly verdict: Verdict;
  readonly cycle: number;
  readonly key: string;
}

/** How the commit of an approved change came out. */
export const settled = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('nothing') }),
  z.strictObject({ kind: z.literal('committed'), by: z.enum(['author', 'tool']), commits: z.array(commitFacts) }),
  /** `tick`: the rest of the change is committed already. */
  z.strictObject({ kind: z.literal('refused'), says: z.string(), tick: z.boolean().optional() }),
]);
export type Settled = z.infer<typeof settled>;
