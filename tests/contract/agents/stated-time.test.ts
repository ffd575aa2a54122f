import { describe, expect, test } from 'vitest';
import { statedTime } from '../../../src/adapters/agents/stated-time.js';

/** Noon in London, one o'clock in Berlin, seven in the morning in New York. */
const NOW = new Date('2026-11-22T12:00:00Z');

describe('when a limit ends, by the words of a tool', () => {
  test.each([
    ['usage limit reached|1795377600', '2026-11-22T20:00:00.000Z'],
    ['resets at 2026-11-22T20:00:00Z', '2026-11-22T20:00:00.000Z'],
    ['try again after 2026-11-22T21:00:00+01:00', '2026-11-22T20:00:00.000Z'],
    ["You've hit your limit · resets 3am (Europe/Berlin)", '2026-11-23T02:00:00.000Z'],
    ["You've hit your limit · resets 3:30pm (Europe/Berlin)", '2026-11-22T14:30:00.000Z'],
    ['resets at 12pm (America/New_York)', '2026-11-22T17:00:00.000Z'],
    ['resets 12am (UTC)', '2026-11-23T00:00:00.000Z'],
    ['resets 15:00 (UTC)', '2026-11-22T15:00:00.000Z'],
    ["You've hit your weekly limit · resets Nov 28, 10am (UTC)", '2026-11-28T10:00:00.000Z'],
    ['resets Dec 1, 3:30pm (Europe/Berlin)', '2026-12-01T14:30:00.000Z'],
    ["You've hit your usage limit. Upgrade, or try again at 3:30 PM.", '2026-11-22T14:30:00.000Z'],
    ['try again at Nov 24th, 2026 9:05 AM.', '2026-11-24T08:05:00.000Z'],
    // An hour that is now is that of tomorrow.
    ['resets 12pm (UTC)', '2026-11-23T12:00:00.000Z'],
    ['Please try again in 20s. Visit', '2026-11-22T12:00:20.000Z'],
    ['Please try again in 1h2m3.5s.', '2026-11-22T13:02:03.500Z'],
    ['Please retry in 34.07 seconds', '2026-11-22T12:00:34.070Z'],
    ['try again in 2 hours 5 minutes.', '2026-11-22T14:05:00.000Z'],
    ['try again in 3 days and 4 hours', '2026-11-25T16:00:00.000Z'],
    ['"retryDelay": "23s"', '2026-11-22T12:00:23.000Z'],
    ['retry-after: 20', '2026-11-22T12:00:20.000Z'],
    ['You will regain access on 2026-12-01 at 00:00 UTC.', '2026-12-01T00:00:00.000Z'],
    ['Your quota will reset after 3h25m45s.', '2026-11-22T15:25:45.000Z'],
    ['try again in 850ms', '2026-11-22T12:00:00.850Z'],
  ])('%s', (says, at) => {
    expect(statedTime(says, NOW, 'Europe/Berlin')).toBe(at);
  });

  test.each([
    'resets at 2026-11-22T20:00:00',
    'resets 3am',
    'resets 3am (Nowhere/Land)',
    'resets 27:00 (UTC)',
    '2026-11-22T20:00:00Z usage limit reached',
    'took 20s, try again',
    'try again later',
    'try again at 27:00 PM',
    'resets Foo 28, 10am (UTC)',
    'retry in a moment',
    '',
  ])('nothing that is sure in: %s', (says) => {
    expect(statedTime(says, NOW)).toBeNull();
  });

  test('an hour after the clocks were put back is that of the new time', () => {
    const before = new Date('2026-10-24T20:00:00Z');
    expect(statedTime('resets 4am (Europe/Berlin)', before)).toBe('2026-10-25T03:00:00.000Z');
  });
});
