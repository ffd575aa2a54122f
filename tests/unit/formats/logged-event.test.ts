import { expect, test } from 'vitest';
import { loggedEvent } from '../../../src/formats/logged-event.js';

const STAMP = { at: '2026-01-01T00:00:00.000Z', run: 'r', seq: 1 };

test('an event of the log, with what pino adds', () => {
  const event = { level: 30, ...STAMP, type: 'commit-asked' };
  expect(loggedEvent(JSON.stringify(event))).toEqual(event);
});

test.each([
  ['a torn line', '{"type":"commit-as'],
  ['an empty line', ''],
  ['another value', '[1]'],
  ['nothing', 'null'],
  ['an event without a stamp', '{"type":"commit-asked"}'],
  ['an event of another version', JSON.stringify({ ...STAMP, type: 'moon-landed' })],
  ['a name that every object has', JSON.stringify({ ...STAMP, type: 'constructor' })],
])('%s is stepped over', (_, line) => {
  expect(loggedEvent(line)).toBeNull();
});
