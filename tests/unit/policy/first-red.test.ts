import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { firstRed } from '../../../src/policy/first-red.js';

test('finds the first red step with no more looks than the logarithm of the steps', async () => {
  const cases = fc.integer({ min: 1, max: 200 }).chain((steps) => fc.tuple(fc.constant(steps), fc.nat(steps - 1)));
  await fc.assert(
    fc.asyncProperty(cases, async ([steps, red]) => {
      let looks = 0;
      const found = await firstRed(steps, async (step) => {
        looks++;
        return ok(step >= red);
      });
      expect(found).toEqual(ok(red));
      expect(looks).toBeLessThanOrEqual(Math.ceil(Math.log2(steps)));
    }),
  );
});
