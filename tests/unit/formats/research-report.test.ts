import { describe, expect, test } from 'vitest';
import { type Task, task } from '../../../src/domain/task.js';
import { researchReport, researchSections } from '../../../src/formats/research-report.js';

const sections = (...lines: readonly string[]) => Object.fromEntries(researchSections(lines.join('\n')));
const TASK: Task = task.parse({
  ...{ id: 't', title: 'Why is it slow', risk: null, acceptance: [], group: null, context: null },
  raw: 'Why is it slow?\n- Context: the start',
});

describe('the sections of a research reply', () => {
  test.each([
    ['headings', ['## FINDINGS', 'a', '', 'b', '# Summary', 'c'], { SUMMARY: 'c', FINDINGS: 'a\n\nb' }],
    [
      'headings in other dress',
      ['### 1. **Affected Files**', 'x', '## Next steps:', 'y'],
      { AFFECTED_FILES: 'x', NEXT_STEPS: 'y' },
    ],
    ['words with a colon', ['FINDINGS: one', 'two', '**Risks:** three'], { FINDINGS: 'one\ntwo', RISKS: 'three' }],
    ['windows lines', ['## Summary\r', 'a\r', 'b'], { SUMMARY: 'a\nb' }],
    ['a lower heading belongs to its section', ['## Findings', '### One', 'a'], { FINDINGS: '### One\na' }],
    ['another heading ends one', ['## Findings', 'a', '## Thanks', 'b'], { FINDINGS: 'a' }],
    [
      'a section that comes twice',
      ['## Findings', 'a', '## Summary', 's', '## Findings', 'b'],
      { SUMMARY: 's', FINDINGS: 'a\nb' },
    ],
    ['an empty one is none', ['## Findings', '', '## Summary', 's'], { SUMMARY: 's' }],
    ['nothing in fences', ['## Summary', '```', '## Findings', '```'], { SUMMARY: '```\n## Findings\n```' }],
    ['plain words', ['The findings are few.'], {}],
  ])('%s', (_name, lines, expected) => {
    expect(sections(...lines)).toEqual(expected);
  });
});

describe('a research report', () => {
  test('tells question, time and sections, then everything', () => {
    expect(researchReport(TASK, '2026-01-02T03:04:05Z', 'Hm.\n## Summary\nIt waits.\n')).toBe(
      [
        ...['# Why is it slow', '', 'Researched 2026-01-02T03:04:05Z. Nothing was changed.', ''],
        ...['> Why is it slow?', '> - Context: the start', '', '## Summary', '', 'It waits.', ''],
        ...['---', '', '## Full answer', '', 'Hm.', '## Summary', 'It waits.', ''],
      ].join('\n'),
    );
  });

  test('without sections is the answer alone', () => {
    expect(researchReport(TASK, 'now', 'It waits.')).toMatch(/the start\n\nIt waits\.\n$/);
  });
});
