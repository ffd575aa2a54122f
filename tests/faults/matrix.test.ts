import { describe, expect, test } from 'vitest';
import { STORIES, type Story } from './stories.js';
import { type Struck, strike } from './strike.js';

/** Every point with `npm run test:faults`, a few of them with the other tests. */
const WHOLE = process.env.FAULTS === 'all';
const SAMPLE = 4;
/** Of a list, or a run that is taken up anyway, which take longer. */
const LONG_SAMPLE = 2;
/** Of a cycle, which takes longest. */
const CYCLE_SAMPLE = 1;
const AT_ONCE = 2;
const REPLY_KEPT = /^after step .*\/(build|fix|nudge|ask|reask|remind)$/;

/** What is otherwise than in the undisturbed run; empty when nothing is. */
function differences(whole: Struck, struck: Struck, { halts, returns }: Story): readonly string[] {
  const found = Object.entries(whole.end).flatMap(([name, value]) => {
    const now = struck.end[name as keyof typeof struck.end];
    return JSON.stringify(now) === JSON.stringify(value) ? [] : [`${name}: ${JSON.stringify(now)}`];
  });
  // Which task comes back, and how often, is not the same each time: such a run may end before the last points.
  if (!struck.killed && returns !== true) found.push('it was not killed');
  if (returns === true) return found.filter((one) => !one.startsWith('entries: '));
  const more = struck.calls.length - whole.calls.length;
  if (more < 0 || more > cutOff(struck.points)) found.push(`calls: ${struck.calls.join(' ')}`);
  // What halts may be done anew.
  if (halts === true) return found;
  if (struck.twice.length > 0) found.push(`recorded twice: ${struck.twice.join(' ')}`);
  if (struck.exits.some((exit) => exit !== 0)) found.push(`exit codes: ${struck.exits.join(' ')}`);
  return found;
}

/** Calls that were begun and whose replies were not on disk: such a call may have to be made again, and no other. */
function cutOff(points: readonly string[]): number {
  const count = (what: RegExp) => points.filter((point) => what.test(point)).length;
  return count(/^before the start of agent/) - count(REPLY_KEPT);
}

/** The points to strike at: all, or some that lie evenly apart, others in each story. */
function chosen(points: number, story: number, sample: number): readonly number[] {
  const all = Array.from({ length: points }, (_, i) => i + 1);
  const apart = Math.ceil(points / sample);
  return WHOLE ? all : all.filter((at) => at % apart === (story * 3) % apart);
}

async function matrix(
  story: Story,
  nth: number,
): Promise<{ readonly struck: number; readonly hurt: readonly string[] }> {
  const whole = await strike(story, 0);
  expect(whole.end).toMatchObject({
    log: story.atOnce === true ? story.log.toSorted() : story.log,
    status: '',
    left: [],
    closed: 'done',
    list: story.list?.done ?? '',
  });
  expect(cutOff(whole.points)).toBe(0);
  const points = chosen(
    whole.points.length,
    nth,
    story.cycle === true ? CYCLE_SAMPLE : story.list === undefined && story.halts === undefined ? SAMPLE : LONG_SAMPLE,
  );
  const hurt: string[] = [];
  const queue = [...points];
  const striker = async (): Promise<void> => {
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
      const struck = await strike(story, at);
      const found = differences(whole, struck, story);
      if (found.length > 0) hurt.push(`${at} ${struck.points.at(-1)}: ${found.join('; ')}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, striker));
  return { struck: points.length, hurt };
}

describe('kill -9 at every point that could hurt', () => {
  test.each(Object.entries(STORIES).map(([name, story], nth) => ({ name, story, nth })))(
    '$name comes to the same end',
    async ({ name, story, nth }) => {
      const { struck, hurt } = await matrix(story, nth);
      process.stdout.write(`${name}: killed at ${struck} points, survived ${struck - hurt.length}\n`);
      expect(hurt).toEqual([]);
    },
  );
});
