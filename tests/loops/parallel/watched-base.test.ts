import { expect, test } from 'vitest';
import type { CommitId } from '../../../src/domain/ids.js';
import { ok } from '../../../src/domain/result.js';
import { watchedBase } from '../../../src/loops/parallel/watched-base.js';
import { MemoryContext } from '../../support/memory-context.js';
import { MemoryLanding } from '../../support/memory-landing.js';

const { signal } = new AbortController();

test('what somebody else commits on the base is told once, and what lands is not', async () => {
  const [memory, ctx] = [new MemoryLanding(), new MemoryContext()];
  const since = async (from: CommitId, to: CommitId) => ok([`${from}..${to}`]);
  const landing = watchedBase({ ...memory, base: 'main', since } as typeof memory, ctx.emit);
  const told = () => ctx.of('noticed').map(({ notice }) => notice);
  await landing.tip(signal);
  await landing.land('c:' as CommitId, 'c:a' as CommitId, signal);
  await landing.tip(signal);
  expect(told()).toEqual([]);
  memory.history.push('a+evil');
  await landing.tip(signal);
  await landing.tip(signal);
  expect(told()).toEqual([{ kind: 'base-moved', base: 'main', commits: ['c:a..c:a+evil'] }]);
  // A landing that came to nothing is none of ours.
  memory.answers.push({ kind: 'moved' });
  await landing.land('c:a+evil' as CommitId, 'c:a+evil+b' as CommitId, signal);
  memory.history.push('a+evil+b');
  await landing.tip(signal);
  expect(told()).toHaveLength(2);
});
