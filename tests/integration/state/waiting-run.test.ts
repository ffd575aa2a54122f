import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../src/adapters/clock.js';
import { openJournal } from '../../../src/adapters/state/journal-file.js';
import { journalOf, layoutOf } from '../../../src/adapters/state/layout.js';
import { waitingRun } from '../../../src/adapters/state/past-runs.js';
import type { RunId } from '../../../src/domain/ids.js';
import { JOURNAL_VERSION, type JournalEntry } from '../../../src/domain/journal.js';
import { stagePlan } from '../../support/take-up.js';

let top = '';
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'millstone-runs-'));
  mkdirSync(layoutOf(top).runs, { recursive: true });
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

const id = (day: number) => `2026010${day}_000000_000_0000` as RunId;
const opened: JournalEntry = { kind: 'opened', v: JOURNAL_VERSION, plan: stagePlan };
const halted: JournalEntry = { kind: 'halted', reason: 'check', says: 'x', waives: null, seen: null };
const closed: JournalEntry = { kind: 'closed', how: 'done', commits: [] };

async function ran(day: number, ...entries: readonly JournalEntry[]): Promise<void> {
  const journal = await openJournal(journalOf(layoutOf(top), id(day)), systemClock, () => undefined);
  if (!journal.ok) throw new Error(JSON.stringify(journal.error));
  for (const entry of entries) await journal.value.append(entry);
  journal.value.close();
}

const waiting = async (before: RunId | null) => (await waitingRun(layoutOf(top), before))?.run ?? null;

test('the newest unfinished run is found behind finished and damaged ones, also before another one', async () => {
  await ran(1, opened);
  await ran(2, opened, closed);
  await ran(3, opened, halted);
  await ran(4, opened, closed, { kind: 'undone', commits: [], parked: 'refs/x' });
  await ran(5);
  writeFileSync(journalOf(layoutOf(top), id(6)), 'no journal\n');
  expect(await waiting(null)).toBe(id(3));
  expect(await waiting(id(3))).toBe(id(1));
  expect(await waiting(id(1))).toBeNull();
});
