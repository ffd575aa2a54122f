/** How many finished tasks are brought together at once, and how often the base has moved under a single one. */
export interface Batch {
  readonly size: number;
  readonly moves: number;
}

/** All that wait. */
export const WHOLE: Batch = { size: Number.POSITIVE_INFINITY, moves: 0 };

/** Twice as many the next time. */
export const afterLanding = ({ size }: Batch): Batch => ({ size: size * 2, moves: 0 });

/**
 * The base moved while so many were brought together: fewer take less time, so that somebody who commits again and again
 * does not keep all of them from landing. Only what happens to a single one counts against it.
 */
export const afterMove = ({ moves }: Batch, tried: number): Batch =>
  tried > 1 ? { size: Math.floor(tried / 2), moves: 0 } : { size: 1, moves: moves + 1 };
