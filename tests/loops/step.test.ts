import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { err, ok } from '../../src/domain/result.js';
import { step } from '../../src/loops/step.js';
import { MemoryContext, MemoryJournal } from '../support/memory-context.js';

const number = z.strictObject({ n: z.number() });

describe('step', () => {
  test('records what it did and reads it back instead of doing it again', async () => {
    const first = new MemoryContext();
    let times = 0;
    const work = async () => ok({ n: ++times });
    expect(await step(first, 'a', number, work)).toEqual(ok({ n: 1 }));

    const second = new MemoryContext(new MemoryJournal([...first.journal.entries]));
    expect(await step(second, 'a', number, work)).toEqual(ok({ n: 1 }));
    expect(times).toBe(1);
    expect(second.events).toEqual([{ type: 'step-finished', step: 'a', ms: 0, replayed: true }]);
  });

  test('a halted step is not recorded', async () => {
    const ctx = new MemoryContext();
    const halt = { reason: 'git', doing: 'look', says: 'no' } as const;
    expect(await step(ctx, 'a', number, async () => err(halt))).toEqual(err(halt));
    expect(ctx.journal.entries).toEqual([]);
  });

  test('a recorded value of another shape is damage', async () => {
    const ctx = new MemoryContext(new MemoryJournal([{ kind: 'step', key: 'a', value: { n: 'one' } }]));
    const result = await step(ctx, 'a', number, async () => ok({ n: 1 }));
    expect(result).toMatchObject({
      ok: false,
      error: { reason: 'state', file: 'journal:1', why: expect.stringMatching(/^what it records of a /) },
    });
  });

  test('nothing begins after the signal', async () => {
    const ctx = new MemoryContext();
    ctx.abort();
    const result = await step(ctx, 'a', number, async () => ok({ n: 1 }));
    expect(result).toEqual(err({ reason: 'cancelled', signal: 'SIGINT' }));
    expect(ctx.events).toEqual([]);
  });

  test('work that could not be recorded halts the run', async () => {
    const ctx = new MemoryContext();
    ctx.journal.full = true;
    expect(await step(ctx, 'a', number, async () => ok({ n: 1 }))).toMatchObject({
      ok: false,
      error: { reason: 'state' },
    });
  });

  test('a step without a value records null', async () => {
    const ctx = new MemoryContext();
    await step(ctx, 'a', z.undefined(), async () => ok(undefined));
    expect(ctx.journal.entries).toEqual([{ kind: 'step', key: 'a', value: null }]);
  });
});
