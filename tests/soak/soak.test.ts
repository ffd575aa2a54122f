import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { audit } from '../oracle/audit.js';
import { play } from '../oracle/play.js';
import { plot } from '../oracle/plot.js';
import { expectNobodyLeft } from '../support/fake-agent-remains.js';
import { footprint } from './footprint.js';

/** Seconds, and how many are at work at once. */
const SECONDS = Number(process.env.SOAK ?? 300);
const WORKERS = Number(process.env.WORKERS ?? 50);
const SEED = Number(process.env.SEED ?? 1);
/** What there is to do is more than can be done. */
const TASKS_EACH = 10;
const KILL_SHARE = 5;
/** What millstone may need at most: for itself, and for each more at work (the bound of the plan for speed). */
const MIB_ALONE = 150;
const MIB_EACH = 15;

test(`${WORKERS} at work for ${SECONDS} s, with kill -9 now and then`, async () => {
  const whole = plot(SEED, { groups: WORKERS, tasks: WORKERS * TASKS_EACH, tenths: 80 });
  const apart = (SECONDS * 1000) / KILL_SHARE;
  const kills = Array.from({ length: KILL_SHARE - 1 }, () => apart);
  const person = Array.from({ length: SECONDS / 5 }, () => ({ pause: 5000, does: 'own' as const }));
  const prints: ReturnType<typeof footprint>[] = [];
  const began = Date.now();
  const story = await play(
    { ...whole, kills, person, retries: 2, cleanup: 'on_success', concurrency: WORKERS, checkedOut: true },
    {
      stops: true,
      meet: (running, nth, rig) => {
        const print = footprint(running.pid);
        prints.push(print);
        void running.ended.then(print.end);
        if (nth < kills.length) return;
        void pause(Math.max(0, began + SECONDS * 1000 - Date.now())).then(() => rig.start(['--stop']).ended);
      },
      // Every other time it is taken up while what the dead one has left may still be about.
      killed: async (nth, { root }) => void (nth % 2 === 0 ? await expectNobodyLeft(root) : null),
    },
  );
  const { landed, lost, returned, beganAndEnded } = story.told;
  const open = story.plot.tasks.length - landed.length - lost.size;
  const most = prints.map((print) => print.most());
  const mib = Math.max(...most.map((one) => one.mib));
  process.stdout.write(
    `seed ${SEED}: ${landed.length} landed, ${lost.size} lost, ${open} not done, ${returned} came back, ` +
      `${story.committed.length} commits of a person, killed ${beganAndEnded.length - 1} times; ` +
      `at most ${mib.toFixed(0)} MiB and ${Math.max(...most.map(({ files }) => files))} open files, ` +
      `${((Date.now() - began) / 1000).toFixed(0)} s\n`,
  );
  expect(audit(story)).toEqual([]);
  expect(mib).toBeLessThan(MIB_ALONE + MIB_EACH * WORKERS);
});
