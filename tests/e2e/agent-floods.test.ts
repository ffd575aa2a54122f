import { readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { callFiles, recordFile } from '../support/fake-agent-record.js';
import { approves, builds, commits, TASK } from '../support/fake-agent-script.js';
import { Rig } from '../support/rig.js';

const BYTES = 200_000_000;
/** 8 MiB and a note, or a little less: only whole chunks are kept. */
const KEPT = (8 << 20) + (128 << 10);

describe('an author that prints 200 MB', () => {
  test.each(['line', 'events'] as const)('is heard to its end, and little of it is kept (%s)', async (as) => {
    const rig = await Rig.create();
    rig.script({ ...builds, prints: { bytes: BYTES, as } }, approves, commits);
    const { exitCode, events, stdout } = await rig.events(...TASK);
    expect(exitCode).toBe(0);
    expect(rig.log()).toEqual(['Add a', 'start']);
    // The answer stood behind the flood.
    expect(events.find((event) => event.type === 'agent-answered')).toMatchObject({ role: 'author', text: 'done' });

    const out = callFiles(rig.repo).find(({ name }) => name === '001_author.out');
    const kept = readFileSync(out?.path ?? '');
    expect(kept.byteLength).toBeLessThan(KEPT);
    expect(kept.includes('was not kept')).toBe(true);
    expect(stdout.length).toBeLessThan(100_000);
    for (const ending of ['.log', '.jsonl', '.journal.jsonl'])
      expect(statSync(recordFile(rig.repo, ending)).size, ending).toBeLessThan(100_000);
  });
});
