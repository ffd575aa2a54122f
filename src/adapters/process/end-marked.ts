import { marked, signalAll } from './strays.js';

const LOOK_MS = 20;

/**
 * Ends what a dead run left running, known by its mark, and resolves when it is gone: asked first, forced after
 * `graceMs`. The dead run's guard does the same; going on at once, nobody may wait for it. Where the system does not tell marks there is nobody to end.
 */
export async function endMarked(mark: string, graceMs: number): Promise<void> {
  const wanted = `MILLSTONE_RUN=${mark}`;
  const began = performance.now();
  let asked = false;
  for (let left = await marked(wanted); left.length > 0; left = await marked(wanted)) {
    const waited = performance.now() - began;
    if (!asked || waited > graceMs) signalAll(left, asked ? 'SIGKILL' : 'SIGTERM');
    // What outlives that hangs in the system.
    if (waited > 2 * graceMs) return;
    asked = true;
    await new Promise((resolve) => void setTimeout(resolve, LOOK_MS));
  }
}
