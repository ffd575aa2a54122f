import type { EvalPoint } from '../../domain/eval-series.js';
import type { RunStory } from '../../domain/run-story.js';
import { plural } from '../figures.js';
import { percent } from '../tables/evaluation.js';
import { chartCard } from './chart-card.js';
import { barChart, type ChartBar } from './charts/bar-chart.js';
import { type ChartPoint, lineChart, seriesKeys, seriesOf } from './charts/line-chart.js';
import { costHistory } from './cost-history.js';
import type { ReportFacts } from './facts.js';
import { type Content, html, type Markup, when } from './markup.js';
import { scrolled, type TableColumn, table } from './table.js';
import { moment } from './words.js';

/** Evaluations that charts show, the newest. */
const SHOWN = 40;
const UNMEASURED = html`<span class="none">not measured</span>`;

/** Score, tests, coverage and cost over time. */
export function history(facts: ReportFacts): Markup {
  const { story, evaluations, flaky } = facts;
  const shown = evaluations.slice(-SHOWN);
  const more = evaluations.length - shown.length;
  const many = `the newest ${shown.length} of ${evaluations.length} evaluations`;
  return html`<p class="soft">${when(shown.length > 0, () => html`${more > 0 ? `Shown are ${many}. ` : ''}What was made during this run has a ring or an outline. A dash stands where nothing was measured or told.`)}</p>
${when(shown.length === 0, () => html`<p class="card">There are no evaluations yet: <code>millstone --eval</code> makes one, and each further one adds a point here.</p>`)}
${when(shown.length > 0, () => evalCharts(story, shown))}
${when(flaky.length > 0, () => flakyTable(facts))}
${costHistory(facts)}`;
}

function evalCharts(story: RunStory, points: readonly EvalPoint[]): Content {
  const inRun = (point: EvalPoint): boolean => isOf(story, point.at);
  const of = (value: (point: EvalPoint) => number | null): readonly ChartPoint[] =>
    points.map((point) => ({ at: point.at, series: point.mode, value: value(point), marked: inRun(point) }));
  const score = of((point) => point.score);
  const coverage = of((point) => point.coverage);
  const table = (caption: string, column: TableColumn, cell: (point: EvalPoint) => Content): Markup =>
    evalTable(caption, column, points, cell, inRun);
  return [
    chartCard(
      'score',
      'Score',
      lineChart({ id: 'score', title: 'Composite score of the evaluations', says: rangeOf(score, two) }, score, two),
      seriesKeys(seriesOf(score)),
      table('Composite score', { title: 'Score', right: true }, ({ score: value }) =>
        value === null ? UNMEASURED : two(value),
      ),
    ),
    chartCard(
      'tests',
      'Tests',
      barChart(
        {
          id: 'tests',
          title: 'Tests that passed and failed',
          says: `${plural(points.length, 'evaluation')}; the table has the numbers.`,
        },
        points.map((point) => testBar(point, inRun(point))),
        String,
        'not measured',
      ),
      [
        html`<span class="key-passed"><span class="dot" aria-hidden="true"></span>passed</span>`,
        html`<span class="key-failed"><span class="dot hatched" aria-hidden="true"></span>failed</span>`,
        html`<span><svg viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true"><path class="flag" d="M0-6 5 0 0 6-5 0Z"/></svg> some were flaky</span>`,
      ],
      table('Tests', { title: 'Passed, failed, flaky', right: true }, testCell),
    ),
    chartCard(
      'coverage',
      'Coverage',
      lineChart(
        { id: 'coverage', title: 'Share of lines that tests cover', says: rangeOf(coverage, percent) },
        coverage,
        whole,
      ),
      seriesKeys(seriesOf(coverage)),
      table('Coverage of lines', { title: 'Lines', right: true }, ({ coverage: value }) =>
        value === null ? UNMEASURED : percent(value),
      ),
    ),
  ];
}

const two = (value: number): string => value.toFixed(2);
const whole = (value: number): string => `${Math.round(value * 100)}%`;

/** Whether something was made while the run was at work. */
export function isOf({ began, ended }: RunStory, at: string): boolean {
  const ms = Date.parse(at);
  return ms >= Date.parse(began) && (ended === null || ms <= Date.parse(ended));
}

function rangeOf(points: readonly ChartPoint[], text: (value: number) => string): string {
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return 'It was never measured.';
  return `From ${text(first)} to ${text(last)} over ${plural(known.length, 'evaluation')}; the table has the numbers.`;
}

function testBar({ at, tests, flaky }: EvalPoint, marked: boolean): ChartBar {
  const parts =
    tests === null
      ? null
      : [
          { kind: 'passed', value: tests.passed, says: `${tests.passed} passed` },
          { kind: 'failed', value: tests.failed, says: `${tests.failed} failed` },
        ];
  const flag = flaky.length === 0 ? null : `${plural(flaky.length, 'flaky test')}`;
  return { at, name: at.slice(0, 16).replace('T', ' '), parts, marked, flag };
}

function testCell({ tests, flaky }: EvalPoint): Content {
  const shaky = flaky.length === 0 ? '' : `, ${flaky.length} flaky`;
  return tests === null ? UNMEASURED : `${tests.passed}, ${tests.failed}${shaky}`;
}

function evalTable(
  caption: string,
  column: TableColumn,
  points: readonly EvalPoint[],
  cell: (point: EvalPoint) => Content,
  inRun: (point: EvalPoint) => boolean,
): Markup {
  const newest = points.toReversed();
  const modes = new Set(points.map(({ mode }) => mode)).size > 1;
  return table(
    `${caption}, the newest first`,
    [{ title: 'Evaluation' }, ...(modes ? [{ title: 'Mode' }] : []), column],
    newest.map((point) => [
      html`<time datetime="${point.at}">${moment(point.at).slice(0, 16)}</time>${when(inRun(point), () => html` <span class="soft">this run</span>`)}`,
      ...(modes ? [point.mode] : []),
      cell(point),
    ]),
    { hideCaption: true },
  );
}

function flakyTable({ flaky, evaluations }: ReportFacts): Markup {
  const rows = flaky.map(({ name, times, last }) => [
    html`<code>${name}</code>`,
    `${times} of ${evaluations.length}`,
    moment(last).slice(0, 16),
  ]);
  const columns = [{ title: 'Test' }, { title: 'Evaluations', right: true }, { title: 'Last' }];
  return html`<div class="card"><h3>Flaky tests</h3>${scrolled('Flaky tests', table('Red at first, and green when tried again on the same files', columns, rows))}</div>`;
}
