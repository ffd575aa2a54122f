import { describe, expect, test } from 'vitest';
import { compacted } from '../../../src/policy/compaction.js';

const BEFORE = `# List

## Group: API

- [x] First thing that was done a while ago
  - Risk: low
- [ ] **Pending**: words
  - Risk: high
  **Acceptance criteria:**
  - it works
- [x] Second thing that was done a while ago

## Group: UI
- [ ] Other
`;
const AFTER = `# List

## Group: API
- [ ] **Pending**: words
  - Risk: high
  **Acceptance criteria:**
  - it works

## Group: UI
- [ ] Other

## Completed
Two things.
`;

describe('compacted', () => {
  test('keeps a shorter list with the same pending tasks', () => {
    expect(compacted(BEFORE, AFTER)).toEqual({ ok: true, value: AFTER });
  });

  test('keeps line ends and byte order mark of the old one', () => {
    const crlf = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    expect(compacted(crlf(BEFORE), AFTER)).toEqual({ ok: true, value: crlf(AFTER) });
    expect(compacted(BEFORE, crlf(AFTER))).toEqual({ ok: true, value: AFTER });
  });

  test.each([
    ['TL-S45 a dropped task', AFTER.replace('- [ ] Other\n', ''), { kind: 'pending-count', before: 2, after: 1 }],
    ['TL-S45 a reworded task', AFTER.replace('Other', 'Others'), { kind: 'task-changed', number: 2, before: 'Other' }],
    ['TL-S45 a ticked task', AFTER.replace('[ ] Other', '[x] Other'), { kind: 'pending-count', before: 2, after: 1 }],
    ['TL-S49 a line about a task', AFTER.replace('  - Risk: high\n', ''), { kind: 'task-changed', number: 1 }],
    ['TL-S49 a criterion', AFTER.replace('  - it works\n', ''), { kind: 'task-changed', number: 1 }],
    ['a task in a fence', AFTER.replace('- [ ] Other', '```\n- [ ] Other\n```'), { kind: 'pending-count', after: 1 }],
    ['a new task', `${AFTER}- [ ] New\n`, { kind: 'pending-count', before: 2, after: 3 }],
    [
      'another order',
      AFTER.replace('- [ ] Other\n', '').replace('## Group: API\n', '## Group: API\n- [ ] Other\n'),
      { kind: 'task-changed', number: 1 },
    ],
    [
      'another group',
      AFTER.replace('## Group: UI\n', ''),
      { kind: 'group-changed', number: 2, title: 'Other', before: 'UI', after: 'API' },
    ],
    ['TL-S46 the same length', BEFORE, { kind: 'not-shorter', before: BEFORE.length, after: BEFORE.length }],
    ['TL-S46 more words', `${AFTER}${'words '.repeat(40)}`, { kind: 'not-shorter' }],
    ['nothing', '', { kind: 'pending-count', before: 2, after: 0 }],
  ])('refuses %s', (_name, after, error) => {
    expect(compacted(BEFORE, after)).toMatchObject({ ok: false, error });
  });
});
