import { describe, expect, test } from 'vitest';
import { afterLanding, afterMove, WHOLE } from '../../../src/policy/batch.js';

describe('how many are integrated together', () => {
  test('fewer each time that the base moved, down to one, which alone is counted', () => {
    let batch = WHOLE;
    const seen = [9, 4, 2, 1, 1].map((tried) => {
      batch = afterMove(batch, tried);
      return [batch.size, batch.moves];
    });
    expect(seen).toEqual([
      [4, 0],
      [2, 0],
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
  });

  test('twice as many once something has landed', () => {
    expect(afterLanding({ size: 3, moves: 2 })).toEqual({ size: 6, moves: 0 });
    expect(afterLanding(WHOLE)).toEqual(WHOLE);
  });
});
