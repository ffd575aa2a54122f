import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openJournal } from '../../../src/adapters/state/journal-file.js';
import { journalOf, type Layout, layoutOf } from '../../../src/adapters/state/layout.js';
import { removeOld } from '../../../src/adapters/state/retention.js';
import type { RunId } from '../../../src/domain/ids.js';
import { JOURNAL_VERSION, type JournalEntry } from '../../../src/domain/journal.js';
import { ManualClock } from '../../support/memory-context.js';
import { stagePlan } from '../../support/take-up.js';

const NOW = new Date('2026-03-01T00:00:00Z');
const [OLD, NEW] = ['20260101_000000_000_aaaa', '20260228_000000_000_bbbb'];

function place(): Layout {
  const top = mkdtempSync(join(tmpdir(), 'millstone-old-'));
  onTestFinished(() => rmSync(top, { recursive: true, force: true }));
  const layout = layoutOf(top);
  for (const folder of ['runs', 'evals', 'tasks', 'evidence', 'metrics', 'research'])
    mkdirSync(join(layout.root, folder), { recursive: true });
  return layout;
}

const put = (layout: Layout, ...names: readonly string[]): void => {
  for (const name of names) writeFileSync(join(layout.root, name), '');
};
const all = (layout: Layout): readonly string[] =>
  readdirSync(layout.root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(layout.root.length + 1))
    .sort();

async function run(layout: Layout, id: string, ...more: readonly JournalEntry[]): Promise<void> {
  const journal = await openJournal(journalOf(layout, id as RunId), new ManualClock());
  if (!journal.ok) expect.fail('no journal');
  for (const line of [{ kind: 'opened', v: JOURNAL_VERSION, plan: stagePlan } as const, ...more]) {
    const written = await journal.value.append(line);
    expect(written.ok).toBe(true);
  }
  journal.value.close();
}

const closed: JournalEntry = { kind: 'closed', how: 'done', commits: [] };

test('what is old goes: of runs that ended, evaluations and tasks; nothing of what others keep', async () => {
  const layout = place();
  for (const id of [OLD, NEW]) {
    await run(layout, id, closed);
    mkdirSync(join(layout.runs, id));
    put(layout, `runs/${id}.log`, `runs/${id}.jsonl`, `runs/${id}/x`);
  }
  put(layout, `tasks/${OLD}_12345678.json`, `tasks/${NEW}_12345678.json`, 'tasks/20260101_000000_abcd1234.json');
  put(layout, 'evals/20251231_000000.json', `evals/${OLD}.json`, 'evals/summary.json');
  put(layout, `evidence/${OLD}.json`, `research/${OLD}.md`, 'metrics/reviews.jsonl', 'policy.toml', 'runs/notes.txt');
  expect(await removeOld(layout, 30, NOW)).toBe(7);
  expect(all(layout)).toEqual(
    [
      `evals/${OLD}.json`,
      'evals/summary.json',
      `evidence/${OLD}.json`,
      'metrics/reviews.jsonl',
      'policy.toml',
      `research/${OLD}.md`,
      `runs/${NEW}.journal.jsonl`,
      `runs/${NEW}.jsonl`,
      `runs/${NEW}.log`,
      `runs/${NEW}/x`,
      'runs/notes.txt',
      `tasks/${NEW}_12345678.json`,
    ].sort(),
  );
});

test('a run that was not brought to its end stays whole, and so does one whose journal cannot be read', async () => {
  const layout = place();
  await run(layout, OLD, { kind: 'halted', reason: 'git', says: 'x', waives: null, seen: null });
  await run(layout, '20260102_000000_000_cccc');
  put(layout, `runs/${OLD}.log`, 'runs/20260103_000000_000_dddd.log');
  writeFileSync(join(layout.runs, '20260103_000000_000_dddd.journal.jsonl'), 'garbage\n');
  const before = all(layout);
  expect(await removeOld(layout, 1, NOW)).toBe(0);
  expect(all(layout)).toEqual(before);
});

test('0 days remove nothing', async () => {
  const layout = place();
  put(layout, `tasks/${OLD}_12345678.json`);
  expect(await removeOld(layout, 0, NOW)).toBe(0);
  expect(all(layout)).toHaveLength(1);
});
