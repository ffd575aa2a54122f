import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkpoint } from '../../../src/domain/checkpoint.js';
import { JOURNAL_VERSION, type JournalEntry, type JournalLine } from '../../../src/domain/journal.js';
import { journalLines } from '../../../src/formats/journal-lines.js';
import { NO_SEAL, sealLine } from '../../../src/formats/journal-seal.js';
import { MemoryJournal } from '../../support/memory-context.js';
import { MemoryRepository } from '../../support/memory-repository.js';
import { approved, changesRequested, type Turn } from '../../support/scripted-agents.js';
import { stagePlan } from '../../support/take-up.js';
import { TaskStage } from '../../support/task-stage.js';

const AT = '2026-01-01T00:00:00.000Z';
const turns: readonly Turn[] = [
  { on: 'build', cycle: 1, says: 'built', edits: { 'a.ts': 'one\n' }, conversation: 'talk' },
  { on: 'review', cycle: 1, says: changesRequested('two') },
  { on: 'fix', cycle: 2, says: 'fixed', edits: { 'a.ts': 'two\n' } },
  { on: 'review', cycle: 2, says: approved() },
  { on: 'commit', cycle: 2, says: 'ok', commits: 'Add retry' },
];

const opened: JournalLine = { kind: 'opened', v: JOURNAL_VERSION, plan: stagePlan, at: AT };
/** What a run of two cycles recorded, and the repository as it left it. */
let entries: readonly JournalEntry[] = [];
let end = new MemoryRepository();
let sealed: readonly string[] = [];

beforeAll(async () => {
  const stage = new TaskStage(turns);
  expect(await stage.run()).toMatchObject({ ok: true });
  entries = stage.ctx.journal.entries;
  end = stage.repository;
  let before = NO_SEAL;
  sealed = [opened, ...entries.map((entry) => ({ ...entry, at: AT }) as JournalLine)].map((line) => {
    const { text, seal } = sealLine(before, line);
    before = seal;
    return text;
  });
});

type Json = Record<string, unknown> | unknown[];
/** Where something stands in a value, as far as one of these numbers leads. */
function replaced(value: unknown, path: readonly number[], by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  const copy = structuredClone(value) as Json;
  const keys = Object.keys(copy);
  const key = keys[step % Math.max(keys.length, 1)];
  if (key === undefined) return by;
  const inside = Reflect.get(copy, key) as unknown;
  Reflect.set(copy, key, replaced(inside, rest, by));
  return copy;
}

const where = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const path = fc.array(fc.nat(20), { minLength: 1, maxLength: 5 });
const by = fc.oneof(fc.jsonValue(), fc.constantFrom(null, 0, -1, '', true, [], {}, 'x', { text: 1 }));

describe('a journal in which somebody replaced a value', () => {
  test('is damaged in that line', () => {
    fc.assert(
      fc.property(where, path, by, (at, way, value) => {
        const n = Math.floor(at * sealed.length);
        const was = sealed[n] ?? '';
        const now = JSON.stringify(replaced(JSON.parse(was), way, value));
        const read = journalLines(Buffer.from(`${sealed.with(n, now).join('\n')}\n`));
        if (now === was) expect(read.ok).toBe(true);
        else expect(read).toMatchObject({ ok: false, error: { line: n + 1, why: expect.stringMatching(/./) } });
      }),
      { numRuns: 300 },
    );
  });

  test('and that has no seals halts with its line, or goes on; it never crashes, nor makes giving up crash', async () => {
    await fc.assert(
      fc.asyncProperty(where, path, by, async (at, way, value) => {
        const n = Math.floor(at * entries.length);
        const edited = entries.with(n, replaced(entries[n], way, value) as JournalEntry);
        const lines = [{ ...opened, v: 2 }, ...edited.map((entry) => (isObject(entry) ? { ...entry, at: AT } : entry))];
        const read = journalLines(Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join('')));
        if (!read.ok) {
          expect(read.error.line).toBe(n + 2);
          return;
        }
        expect(checkpoint(read.value.lines)).not.toBeNull();
        const journal = new MemoryJournal([...edited]);
        const agents = turns.map((turn) => ({ ...turn }));
        const stage = new TaskStage(agents, { repository: end.clone(), journal, mayLeave: true });
        const result = await stage.run().catch((error: unknown) => {
          // An agent may have to be asked again for what is no longer known, and this script has one answer each.
          if (error instanceof Error && error.message.startsWith('asked for ')) return null;
          throw error;
        });
        if (result !== null && !result.ok && result.error.reason === 'state')
          expect(result.error).toMatchObject({
            file: `journal:${n + 1}`,
            why: expect.stringContaining('another shape'),
          });
      }),
      { numRuns: 300 },
    );
  });
});

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
