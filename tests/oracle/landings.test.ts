import { describe, expect, test } from 'vitest';
import { audit } from './audit.js';
import { play } from './play.js';
import { plot } from './plot.js';

/** A few small ones with the other tests; `npm run test:oracle` tries SEEDS of them, from SEED on. */
const SEEDS = Number(process.env.SEEDS ?? 2);
const FIRST = Number(process.env.SEED ?? 1);
const SIZE = process.env.SEEDS === undefined ? { groups: 1, tasks: 4, tenths: 0 } : undefined;

describe('every landing of a generated repository, replayed', () => {
  test.each(Array.from({ length: SEEDS }, (_, i) => FIRST + i))('seed %i', async (seed) => {
    const story = await play(plot(seed, SIZE));
    const { landed, lost, returned } = story.told;
    const counts = `${story.plot.tasks.length} tasks, ${landed.length} landed, ${lost.size} lost, ${returned} came back`;
    process.stdout.write(
      `seed ${seed}: ${counts}, ${story.committed.length} commits of a person, killed ${story.told.beganAndEnded.length - 1} times\n`,
    );
    expect(audit(story)).toEqual([]);
  });
});
