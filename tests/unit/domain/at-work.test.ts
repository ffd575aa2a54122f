import { expect, test } from 'vitest';
import { atWork } from '../../../src/domain/at-work.js';
import type { JournalLine } from '../../../src/domain/journal.js';

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
const line = (kind: 'opened' | 'resumed' | 'step', minute: number) => ({ kind, at: at(minute) }) as JournalLine;

test('L26: the time between two processes of a run is no work', () => {
  const first = [line('opened', 0), line('step', 3), line('step', 10)];
  expect(atWork(first)).toEqual({ beforeMs: 0, since: Date.parse(at(0)) });
  const second = [...first, line('resumed', 500), line('step', 505)];
  expect(atWork([...second, line('resumed', 900)])).toEqual({ beforeMs: 15 * 60_000, since: Date.parse(at(900)) });
  expect(atWork([])).toEqual({ beforeMs: 0, since: null });
});

test('a clock that was put back takes nothing away', () => {
  expect(atWork([line('opened', 10), line('step', 3), line('resumed', 20)]).beforeMs).toBe(0);
});
