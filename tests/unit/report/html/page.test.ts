import { describe, expect, test } from 'vitest';
import type { StoredEvaluation } from '../../../../src/domain/evaluation.js';
import { evalSeries, flakyTests } from '../../../../src/policy/eval-series.js';
import { runStory } from '../../../../src/policy/run-story.js';
import { storyUsage } from '../../../../src/policy/story-usage.js';
import type { ReportFacts } from '../../../../src/report/html/facts.js';
import { page } from '../../../../src/report/html/page.js';
import { evaluated, once, ran, tests } from '../../policy/evals.js';
import { file, logOf, refusal, runEnded, type Timed, taskStarted, WHOLE } from '../../policy/story-log.js';
import { recordOf } from '../../policy/task-records.js';

const HOSTILE = `"'\`></title></style><script>alert(1)</script><img src=x onerror=alert(2)>`;

const EVALUATIONS: readonly StoredEvaluation[] = [
  evaluated(once(tests(3, 1)), { timestamp: '2026-01-30T12:00:00.000Z' }),
  evaluated(once(ran({ exits: 127 })), { timestamp: '2026-01-31T12:00:05.000Z' }),
  evaluated(once(tests(4)), { timestamp: '2026-02-01T12:00:00.000Z', flaky_tests: [HOSTILE], mode: 'smoke' }),
].map((evaluation, i) => ({ file: `${i}.json`, evaluation }));

function shown(events: readonly Timed[] = WHOLE, more: Partial<ReportFacts> = {}): string {
  const story = runStory(logOf(events));
  if (story === null) throw new Error('no run begins there');
  const evaluations = evalSeries(EVALUATIONS);
  return page({
    ...{ story, usage: storyUsage(story), evaluations, flaky: flakyTests(evaluations) },
    inRun: evaluations.map((point) => ({ when: 'baseline', point })),
    ...{
      tasks: [recordOf({ cost_usd: 0.5 }), recordOf()],
      damaged: [],
      made: '2026-02-01T00:00:00.000Z',
      version: '1',
    },
    ...more,
  });
}

const all = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, one = '']) => one);

describe('the page of a run', () => {
  test('is one file: it loads nothing and runs nothing', () => {
    const text = shown();
    expect(text).toContain(`content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;"`);
    expect(text).not.toMatch(/<(?:script|link|img|iframe|object|embed|base|form)\b/);
    expect(text).not.toMatch(/<[^>]*\s(?:src|srcset|action)=|@import|url\((?!#)/);
    expect(all(text, /\bhref="([^"]*)"/g).filter((to) => !to.startsWith('#'))).toEqual([]);
  });

  test('commits that were taken back are marked, and their lines count no more', () => {
    const gone = [{ id: 'c0ffee1234567890', tree: 'f00d', subject: 'Add retry' }];
    const back = { type: 'rolled-back', commits: gone, by: 'badcab1e00000000', parked: 'refs/x' };
    const at = WHOLE.findIndex(([, event]) => 'type' in event && event.type === 'committed') + 1;
    const second = WHOLE[at - 1]?.[0] ?? 0;
    const text = shown([...WHOLE.slice(0, at), [second, back], ...WHOLE.slice(at)]);
    expect(text).toMatch(/<code>c0ffee123456<\/code> Add retry .*taken back by <code>badcab1e0000<\/code>/);
    expect(text).toContain('0 commits and 1 taken back');
    expect(text).toContain('in 1 file, taken back');
    expect(text).toContain('<dt>Changed</dt><dd class="value"><span class="added">+0</span>');
    expect(shown()).not.toContain('taken back');
  });

  test('whatever agents and files say is shown and never obeyed', () => {
    const events: readonly Timed[] = [
      ...WHOLE.slice(0, 1),
      [0, taskStarted('x', HOSTILE)],
      ...WHOLE.slice(2, 4),
      [4, { type: 'agent-answered', call: 1, role: 'author', ms: 1, text: HOSTILE, usage: null }],
      [4, { type: 'observed', cycle: 1, diff: '', files: [{ ...file, path: HOSTILE }] }],
      [5, refusal(HOSTILE)],
      [6, runEnded(HOSTILE)],
    ];
    const text = shown(events, {
      tasks: [recordOf({ title: HOSTILE, cost_usd: 1 })],
      damaged: [{ file: HOSTILE, line: 1, why: HOSTILE }],
    });
    expect(text).not.toMatch(/<(?:script|img)\b/);
    expect(all(text, /(<\/style>|<\/title>)/g).filter((tag) => tag === '</style>')).toHaveLength(1);
    expect(all(text, /(&lt;script&gt;)/g).length).toBeGreaterThan(8);
    // Within a tag an unescaped quote would let a text become an attribute.
    expect(text).not.toMatch(/<[^>]*\sonerror=/);
  });

  test('can be found one’s way in without seeing it', () => {
    const text = shown();
    for (const landmark of ['<header', '<nav aria-label=', '<main id="main"', '<footer>', '<html lang="en">', '<h1>'])
      expect(text).toContain(landmark);
    const tables = all(text, /<table>([\s\S]*?)<\/table>/g);
    expect(tables.length).toBeGreaterThan(6);
    for (const table of tables) {
      expect(table).toMatch(/<caption[^>]*>[^<]/);
      expect(table.match(/<th(?! scope="(?:col|row)")[ >]/)).toBeNull();
    }
    const ids = all(text, /\sid="([^"]*)"/g);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    const named = all(text, /aria-labelledby="([^"]*)"/g).flatMap((names) => names.split(' '));
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
    for (const drawing of all(text, /<svg([^>]*)>/g))
      expect(drawing).toMatch(/role="img" aria-labelledby|aria-hidden="true"/);
    const levels = all(text, /<h([1-6])\b/g).map(Number);
    expect(levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1)).toEqual([]);
  });

  test('what was not measured or told is said to be so', () => {
    const text = shown();
    expect(text).toContain('<span class="none">not measured</span>');
    expect(text).toContain('<span class="none">not reported</span>');
    expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  test('tasks done at once have a row each, whose bars bear letters', () => {
    const of = (worker: string, event: object): object => ({ ...event, worker });
    const text = shown([
      ...WHOLE.slice(0, 1),
      [0, of('a', taskStarted('a', 'First'))],
      [1, of('b', taskStarted('b', 'Second'))],
      [2, of('a', { type: 'agent-answered', call: 1, role: 'author', ms: 2_000, text: 'x', usage: null })],
      [9, of('b', { type: 'agent-answered', call: 1, role: 'author', ms: 5_000, text: 'x', usage: null })],
    ]);
    const drawing = all(text, /<svg class="timeline"([\s\S]*?)<\/svg>/g).join();
    expect(all(drawing, /class="lane-name"[^>]*>([^<]*)/g)).toEqual(['Task 1', 'Task 2']);
    expect(all(drawing, /class="letter"[^>]*>([^<]*)/g)).toEqual(['A', 'A']);
  });

  test('what an evaluation held up is named, and so are signs of weakened tests', () => {
    const found = { introduced: [HOSTILE], alreadyBroken: ['old'], fixed: [], flaky: [], gone: [] };
    const signs = { deletedFiles: [], deletedTests: ['t'], skipped: [], checkConfig: [], expectations: [] };
    const judged = { type: 'eval-judged', when: 'gate', file: 'x', waived: false, replayed: false };
    const text = shown([
      ...WHOLE.slice(0, 8),
      [7, { ...judged, found: { ...found, why: ['new-failures'], scores: null } }],
      [7, { type: 'tests-weakened', cycle: 1, signs }],
    ]);
    expect(text).toContain('evaluation before the commit: 1 introduced, 1 already broken');
    expect(text).toContain('Introduced: &quot;&#39;');
    expect(text).toContain('The change may ask less than before: 1 test taken out or renamed (t)');
  });

  test.each([
    ['done', runEnded(), 'Done'],
    ['halted', runEnded('Used up.'), 'Halted'],
  ])('says how the run stands: %s', (_name, end, word) => {
    expect(shown([...WHOLE.slice(0, -1), [20, end]])).toContain(`<span>${word}</span>`);
  });

  test('a run without tasks, and a repository without history, have a page too', () => {
    const text = shown([...WHOLE.slice(0, 1), [1, runEnded()]], { evaluations: [], flaky: [], tasks: [] });
    expect(text).toContain('No task was begun.');
    expect(text).toContain('There are no evaluations yet');
    expect(text).not.toMatch(/NaN|undefined/);
  });
});
