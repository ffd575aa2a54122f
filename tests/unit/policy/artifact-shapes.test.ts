import { describe, expect, test } from 'vitest';
import { readDesign } from '../../../src/formats/design-document.js';
import { designSections } from '../../../src/formats/design-sections.js';
import { readOpportunities } from '../../../src/formats/opportunities.js';
import { designShapeProblems } from '../../../src/policy/design-shape.js';
import { opportunityShapeProblems } from '../../../src/policy/opportunity-shape.js';
import { taskInShort } from '../../../src/policy/task-in-short.js';
import { type TaskConstraints, type TaskShape, taskShapeProblems } from '../../../src/policy/task-shape.js';

const WANTS: TaskConstraints = {
  maxLoc: 200,
  requireTests: true,
  requireCriteria: true,
  requireRisk: true,
  requireContext: true,
};
const TASK: TaskShape = {
  title: 'Add',
  description: 'a cache',
  estLoc: 50,
  tests: 'unit',
  risk: 'low',
  criteria: 'hits',
  acceptance: [],
  context: 'src/a.ts',
  contextFile: null,
};

describe('taskShapeProblems', () => {
  test('OL-S35 a whole task has none', () => expect(taskShapeProblems(TASK, WANTS)).toEqual([]));

  test.each<[string, Partial<TaskShape>, RegExp]>([
    ['too large', { estLoc: 500 }, /500 lines; at most 200/],
    ['no estimate', { estLoc: null }, /no estimate/],
    ['no tests', { tests: null }, /how it is tested/],
    ['no criteria', { criteria: null }, /when it is done/],
    ['no risk', { risk: null }, /no risk/],
    ['no context', { context: null }, /nothing to start from/],
  ])('OL-S35 %s', (_name, change, problem) => {
    const found = taskShapeProblems({ ...TASK, ...change }, WANTS);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(problem);
  });

  test('OL-S35 words of the description may say it', () => {
    const words = { tests: null, criteria: null, description: 'covered by a test; it should answer in 5 ms' };
    expect(taskShapeProblems({ ...TASK, ...words }, WANTS)).toEqual([]);
    expect(taskShapeProblems({ ...TASK, criteria: null, acceptance: ['x'] }, WANTS)).toEqual([]);
    expect(taskShapeProblems({ ...TASK, context: null, contextFile: 'a.md' }, WANTS)).toEqual([]);
  });

  test('OL-S35 what is not required may be missing', () => {
    const free = { maxLoc: 10, requireTests: false, requireCriteria: false, requireRisk: false, requireContext: false };
    const bare = { ...TASK, estLoc: 10, tests: null, criteria: null, risk: null, context: null };
    expect(taskShapeProblems(bare, free)).toEqual([]);
  });
});

describe('designShapeProblems', () => {
  const body = [
    '## Problem Statement',
    'Slow.',
    '## Success Criteria',
    '- [ ] p95 below 5 ms',
    '## Approach',
    'Cache.',
    '## Alternatives Considered',
    '### None',
    'x',
    '### Redis',
    'y',
    '## Risks and Mitigations',
    '| Risk |',
    '## Affected Files',
    '- a.ts',
    '',
  ].join('\n');
  const problems = (text: string): readonly string[] => {
    const read = readDesign(text, 'cache');
    return designShapeProblems(
      { ...read, hasHeader: read.header.size > 0, ...designSections(read.body) },
      { opportunity: 'o' },
    );
  };
  const doc = `# C\n\n- **design_id**: cache\n- **opportunity_ref**: o\n\n---\n\n${body}`;

  test('a whole design has none', () => expect(problems(doc)).toEqual([]));

  test.each<[string, string, RegExp]>([
    ['no header', body, /header is missing/],
    [
      'another id',
      doc.replace('design_id**: cache', 'design_id**: x'),
      /design_id is x, but the file is named cache.md/,
    ],
    ['AR-S41 ON-S18 another opportunity', doc.replace('ref**: o', 'ref**: p'), /has to be o, not p/],
    ['AR-S41 ON-S18 no opportunity', doc.replace('- **opportunity_ref**: o\n', ''), /has to be o, not missing/],
    ['a section is missing', doc.replace('## Approach', '## Plan'), /"## Approach" is missing/],
    ['a section is empty', doc.replace('Slow.\n', ''), /"## Problem Statement" is empty/],
    ['nothing to measure', doc.replace('- [ ] p95', 'p95'), /no checkbox/],
    ['one alternative', doc.replace('### Redis\ny\n', ''), /1 of at least 2/],
  ])('%s', (_name, text, problem) => expect(problems(text).join('\n')).toMatch(problem));
});

describe('opportunityShapeProblems', () => {
  const entry = (id: string, roi: string, more = '  - Location: a.ts:1\n'): string =>
    `- [ ] **${id}**\n  - Opportunity ID: ${id}\n  - ROI Score: ${roi}\n${more}  - Description: d\n`;
  const problems = (text: string): readonly string[] =>
    opportunityShapeProblems(
      readOpportunities(text).map((one) => ({
        ...one,
        location: one.about.get('location') ?? null,
        statedRoi: one.about.get('roi score') ?? null,
      })),
    );

  test('a whole list has none', () => expect(problems(entry('a', '3') + entry('b', '2.5'))).toEqual([]));

  test.each<[string, string, RegExp]>([
    ['the same id twice', entry('a', '3') + entry('a', '2'), /line 6, a: the same id as on line 1/],
    ['a score that is none', entry('a', 'high'), /"ROI Score: high" is no number/],
    ['a wrong order', entry('a', '1') + entry('b', '2'), /b: stands below a/],
    ['no place', entry('a', '1', ''), /has no "Location:"/],
    ['a bad id', entry('A_b', '1'), /small letters/],
    ['no id', '- [ ] **T**\n  - Location: x\n  - ROI Score: 1\n  - Description: d\n', /no "Opportunity ID:"/],
    ['no description', '- [ ] **T**\n  - ID: t\n  - Location: x\n  - ROI Score: 1\n', /no "Description:"/],
  ])('%s', (_name, text, problem) => expect(problems(text).join('\n')).toMatch(problem));

  test('what was adopted or rejected is not judged again', () => {
    expect(problems('- [x] **Old**\n')).toEqual([]);
  });
});

describe('taskInShort', () => {
  test('what a person approves: what it is, when it is done, what it risks', () => {
    const raw = [
      ...['- [ ] **Add a cache**: keeps answers', '  - ID: cache', '  - Est. LoC: 80', '  - Tests: unit'],
      ...['  - Risk: high', '  - Criteria: hits', '  - Depends on: one, two', '  - design-ref: d'],
    ].join('\n');
    expect(taskInShort(raw)).toEqual([
      ...['keeps answers', 'Done when: hits', 'Risk: high; about 80 lines; tests: unit', 'After: one, two'],
    ]);
  });

  test('of one that says little, that it does', () => {
    expect(taskInShort('- [ ] Add a cache')).toEqual(['Not said when it is done', 'No risk stated']);
    const words = '- [ ] **Add**\n  - ID: a\n  Keep answers.\n  - **Acceptance criteria:**\n    - hits\n    - fast';
    expect(taskInShort(words)).toEqual(['Keep answers.', 'Done when: hits; fast', 'No risk stated']);
  });
});
