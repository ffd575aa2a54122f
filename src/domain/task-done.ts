import * as z from 'zod';
import { commitFacts } from './change.js';
import { outcome } from './outcome.js';

/** A task that came to its end. */
export const taskDone = z.strictObject({ outcome, cycles: z.number(), commits: z.array(commitFacts).readonly() });
export type TaskDone = z.infer<typeof taskDone>;
