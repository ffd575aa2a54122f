import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { nodeFiles } from '../../../src/adapters/files/node-files.js';
import { openStateFile } from '../../../src/adapters/state/state-file.js';
import type { RunId } from '../../../src/domain/ids.js';
import { JOURNAL_VERSION, type JournalLine } from '../../../src/domain/journal.js';
import { stagePlan } from '../../support/take-up.js';

const RUN = '20260101_000000_000_abcd' as RunId;
const v = JOURNAL_VERSION;
const at = '2026-01-01T00:00:00.000Z';
const opened: JournalLine = { kind: 'opened', v, plan: stagePlan, at };
const halted: JournalLine = { kind: 'halted', reason: 'sanity', says: 'no', waives: null, seen: null, at };
const closed: JournalLine = { kind: 'closed', how: 'done', commits: [], at };

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'millstone-state-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'state.json');
}

async function written(file: string, ...lines: readonly JournalLine[]): Promise<Record<string, unknown>> {
  const state = await openStateFile(file, RUN, nodeFiles);
  for (const line of lines) state.on(line);
  await state.settled();
  return JSON.parse(readFileSync(file, 'utf8'));
}

describe('state.json', () => {
  test('ST-S15 says the same when it is read again, with an outer loop that is null', async () => {
    const file = place();
    const first = await written(file, opened, halted);
    expect(first).toMatchObject({ version: 2, run: RUN, outer_loop: null, inner: { halt: { code: 'sanity' } } });
    expect(await written(file, opened, halted)).toEqual(first);
  });

  test('ST-S17 has no task in hand once the run is closed, and stays so', async () => {
    const file = place();
    expect(await written(file, opened, halted, closed)).toMatchObject({ inner: null, halt_reason: null });
    expect(await written(file, opened, closed)).toMatchObject({ inner: null, halt_reason: null });
  });

  test('ST-S18 ST-S19 keeps the outer loop that stood there, and of two halts shows the last', async () => {
    const file = place();
    writeFileSync(file, JSON.stringify({ halt_reason: 'x', outer_loop: { stage: 'plan' }, more: 1 }));
    const again = { ...halted, reason: 'not-approved' };
    const state = await written(file, opened, halted, { kind: 'resumed', v, flags: {}, at }, again);
    expect(state).toMatchObject({ outer_loop: { stage: 'plan' }, more: 1, halt_reason: 'not-approved' });
  });

  test.each(['{"vers', '[]', '3', ''])('ST-S16 that is no state is kept beside and told: %j', async (text) => {
    const file = place();
    writeFileSync(file, text);
    const state = await openStateFile(file, RUN, nodeFiles);
    expect(state).toMatchObject({ original: null, corrupt: `${file}.corrupt` });
    expect(readFileSync(`${file}.corrupt`, 'utf8')).toBe(text);
  });

  test('that is not there is nothing to tell of', async () => {
    const file = place();
    expect(await openStateFile(file, RUN, nodeFiles)).toMatchObject({ original: null, corrupt: null });
    expect(existsSync(`${file}.corrupt`)).toBe(false);
  });
});
