import { describe, expect, test } from 'vitest';
import type { Evidence, NewEvidence } from '../../../src/domain/evidence.js';
import type { RunId } from '../../../src/domain/ids.js';
import { evidence } from '../../../src/report/evidence.js';
import { evidenceIn, evidenceShelf } from '../../../src/report/evidence-shelf.js';
import { MemoryFiles } from '../../support/memory-files.js';
import { RUN } from './samples.js';

const made = (seq: number, over: Partial<NewEvidence> = {}, run: RunId = RUN): NewEvidence => ({
  ...evidence(
    { at: `2026-01-31T12:00:0${seq}.000Z`, seq, run },
    { kind: 'gate', outcome: 'approved', about: { kind: 'design', id: 'be-fast' }, word: 'designs', detail: {} },
  ),
  ...over,
});

/** Puts evidence on the shelf of a process of its own. */
async function put(files: MemoryFiles, ...all: readonly NewEvidence[]) {
  const troubles: string[] = [];
  const shelf = evidenceShelf(files, (file) => void troubles.push(file));
  shelf.open('/e', 'C1_local_write');
  for (const one of all) shelf.add(one);
  await shelf.settle();
  return { troubles, links: (await evidenceIn(files, '/e', RUN)).map((one) => [one.evidence_id, one.previous]) };
}

const [FIRST, SECOND, THIRD] = [1, 2, 3].map((seq) => made(seq).evidence_id);

describe('the shelf of evidence', () => {
  test('each names the one before it, through another process and past other runs', async () => {
    const files = new MemoryFiles();
    await put(files, made(1), made(2));
    await put(files, made(4, {}, '20260131_110000_000_0001' as RunId));
    const { links } = await put(files, made(3));
    expect(links).toEqual([
      [FIRST, null],
      [SECOND, FIRST],
      [THIRD, SECOND],
    ]);
  });

  test.each(['../../outside', '/etc/x', 'a\\b'])('AR-S52 an id that is a path stays in the folder: %s', async (id) => {
    const files = new MemoryFiles();
    await put(files, made(1, { evidence_id: id }));
    expect([...files.texts.keys()]).toEqual([`/e/${id.split(/[\\/]/).at(-1)}.json`]);
  });

  test('AR-S53 what is damaged is skipped, and what the original wrote is nobody’s of this run', async () => {
    const old: Partial<Evidence> = { ...made(1), evidence_id: 'old', capability_tier: 'C1_local_write' };
    delete old.cycle_id;
    const files = new MemoryFiles({
      '/e/20260131_120000_000000-gate-a.json': '{"evidence_id": ',
      '/e/20260131_120000_000000-gate-b.json': '[]',
      '/e/20260131_120001_000000-gate-old.json': JSON.stringify(old),
      '/e/notes.txt': 'mine',
    });
    const { links } = await put(files, made(1), made(2));
    expect(links).toEqual([
      [FIRST, null],
      [SECOND, FIRST],
    ]);
    expect(await evidenceIn(files, '/e', null)).toMatchObject([{ evidence_id: 'old', previous: null }]);
    expect(await evidenceIn(files, '/nowhere', RUN)).toEqual([]);
  });

  test('one that cannot be written is told and passed over', async () => {
    const file = `/e/${SECOND}.json`;
    const { troubles, links } = await put(new MemoryFiles({}, { [file]: 'no space left' }), made(1), made(2), made(3));
    expect(troubles).toEqual([file]);
    expect(links.at(-1)).toEqual([THIRD, FIRST]);
  });
});
