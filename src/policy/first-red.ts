import { ok, type Result } from '../domain/result.js';

/**
 * Finds the first of several steps that is red, given that the last one is and that nothing is before the first: halves
 * what is left with each look, so that it takes no more looks than the logarithm of the steps. A step behind a red one
 * counts as red.
 */
export async function firstRed<E>(
  steps: number,
  isRed: (step: number) => Promise<Result<boolean, E>>,
): Promise<Result<number, E>> {
  let green = -1;
  let red = steps - 1;
  while (red - green > 1) {
    const middle = Math.floor((green + red) / 2);
    const looked = await isRed(middle);
    if (!looked.ok) return looked;
    if (looked.value) red = middle;
    else green = middle;
  }
  return ok(red);
}
