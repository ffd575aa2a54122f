import { describe, expect, test } from 'vitest';
import { type HolderSeen, holderLives, type LockHolder, lockHolder } from '../../../src/domain/lock-holder.js';

const holder = { pid: 7, host: 'here', run: 'r', started: '100', since: '2026-01-01T00:00:00.000Z' };
const TTL = 60_000;
const lives = (seen: Partial<HolderSeen>, held: LockHolder = holder) =>
  holderLives(held, { host: 'here', started: '100', boot: 'b1', silentMs: 0, ...seen }, TTL);

describe('a holder of the lock', () => {
  test.each<[string, boolean, boolean]>([
    ['whose process runs lives', lives({}), true],
    ['that was silent for long, but runs, lives', lives({ silentMs: 99 * TTL }), true],
    ['without a process is dead', lives({ started: null }), false],
    ['without a process is dead however lately it was heard', lives({ started: null, silentMs: -5 }), false],
    ['whose number another process has now is dead', lives({ started: '101' }), false],
    ['of an earlier start of the machine is dead', lives({ boot: 'b2' }, { ...holder, boot: 'b1' }), false],
    ['of this start of the machine lives', lives({}, { ...holder, boot: 'b1' }), true],
    ['of a version that did not tell the start of the machine lives', lives({ boot: 'b2' }), true],
    ['lives where the system does not tell its own start', lives({ boot: '' }, { ...holder, boot: 'b1' }), true],
    ['lives when the system does not tell when processes began', lives({ started: '' }), true],
    ['lives when it was not told when it began', lives({ started: '101' }, { ...holder, started: '' }), true],
    ['on another host lives while it is heard', lives({ host: 'there', started: null, silentMs: TTL }), true],
    ['on another host is dead after long silence', lives({ host: 'there', started: null, silentMs: TTL + 1 }), false],
    ['on another host lives when the clock was set back', lives({ host: 'there', started: null, silentMs: -1 }), true],
  ])('%s', (_name, found, expected) => {
    expect(found).toBe(expected);
  });

  test('does what this version does not know: nobody is told', () => {
    expect(lockHolder.parse({ ...holder, does: 'task' }).does).toBe('task');
    expect(lockHolder.parse({ ...holder, does: 'plan' }).does).toBeUndefined();
  });

  test('may say more in its file than this version knows', () => {
    expect(lockHolder.parse({ ...holder, more: 1 })).toEqual(holder);
    expect(lockHolder.safeParse({ ...holder, pid: 'seven' }).success).toBe(false);
  });
});
