import { describe, expect, test } from 'vitest';
import type { TaskId } from '../../../src/domain/ids.js';
import { readTasklist } from '../../../src/formats/tasklist.js';
import { stamped, withBlocks } from '../../../src/formats/tasklist-plan.js';

const BLOCK = [
  '- [ ] **Add a cache**: for reads',
  '  - Est. LoC: 40',
  '  **Acceptance criteria:**',
  '  - a second read asks nobody',
  '  - a write is seen at once',
].join('\n');

describe('a planned task', () => {
  test('AR-S33 keeps its acceptance criteria when it is put into the list and given id and references', () => {
    const list = withBlocks('# Tasklist\n', [BLOCK]);
    const [put] = readTasklist(list).entries;
    const { text, ids } = stamped(list, [put?.id as TaskId], { designRef: 'cache', opportunityRef: 'slow-reads' });
    const [read] = readTasklist(text).entries;
    expect(ids).toEqual(['add-a-cache']);
    expect(read?.task.acceptance).toEqual(put?.task.acceptance);
    expect(read?.task.acceptance).toEqual(['a second read asks nobody', 'a write is seen at once']);
    expect(read?.about).toMatchObject({ id: 'add-a-cache', designRef: 'cache', opportunityRef: 'slow-reads' });
  });
});
