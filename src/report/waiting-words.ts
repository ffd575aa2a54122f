import type { WaitingTask } from '../domain/parallel-event.js';
import { firstOf } from './figures.js';
import { oneLine } from './plain-text.js';

/** Tasks that are told one by one; of more, how many. */
const NAMED = 5;

/** What waits and why, in one line: those that wait for something of their own by name, those that wait for room by number. */
export function waitingWords(waiting: readonly WaitingTask[]): string {
  const own = waiting.flatMap(({ task, why, for: others, path }) => {
    if (why !== 'task' && why !== 'file') return [];
    const about = path === null ? '' : ` (${oneLine(path)})`;
    return [`${task} for ${others.join(', ')}${about}`];
  });
  const count = (why: WaitingTask['why']): number => waiting.filter((one) => one.why === why).length;
  const [risky, free] = [count('high-risk'), count('slot')];
  return [
    ...(own.length === 0 ? [] : [firstOf(own, NAMED)]),
    ...(risky === 0 ? [] : [`${risky} for another one of high risk`]),
    ...(free === 0 ? [] : [`${free} for a free place`]),
  ].join('; ');
}

/** What of it is news: that one fewer waits for room is not. */
export const waitsKey = (waiting: readonly WaitingTask[]): string =>
  JSON.stringify(waiting.filter(({ why }) => why !== 'slot'));
