import type { EvalPoint } from '../../domain/eval-series.js';
import type { JudgedStory } from '../../domain/run-story.js';
import { firstOf, plural } from '../figures.js';
import { percent } from '../tables/evaluation.js';
import { type Content, html, type Markup, when } from './markup.js';
import { badge } from './signs.js';
import { scrolled, table } from './table.js';
import { moment } from './words.js';

/** Tests that are named. */
const NAMED = 8;

const PLACES: Readonly<Record<string, string>> = {
  asked: 'asked for',
  baseline: 'before the tasks',
  gate: 'before the commit',
  'after-commit': 'after the commit',
  'after-cycle': 'after the cycle',
};
const placeOf = (when: string): string => PLACES[when] ?? when;

/** What an evaluation said of a change: what came in with it, and what was there before. */
export function judgedLine({ when: at, why, waived, introduced, alreadyBroken, fixed, flaky }: JudgedStory): Markup {
  const counts = [
    [introduced, 'introduced'],
    [alreadyBroken, 'already broken'],
    [fixed, 'fixed'],
    [flaky, 'flaky'],
  ] as const;
  const said = counts.filter(([names]) => names.length > 0).map(([names, word]) => `${names.length} ${word}`);
  const words = `evaluation ${placeOf(at)}: ${said.join(', ') || 'nothing failed'}`;
  const mood = why.length === 0 ? 'good' : waived ? 'warn' : 'bad';
  return html`<p class="line">${badge(mood, `${words}${waived ? '; waived by a person' : ''}`)}</p>
${when(introduced.length > 0, () => html`<p class="soft">Introduced: ${firstOf(introduced, NAMED)}</p>`)}`;
}

/** The evaluations of the run, in their order. */
export function runEvaluations(all: readonly { readonly when: string; readonly point: EvalPoint }[]): Content {
  if (all.length === 0) return null;
  const none = html`<span class="none">not measured</span>`;
  const rows = all.map(({ when: at, point }) => [
    html`<time datetime="${point.at}">${moment(point.at)}</time>`,
    placeOf(at),
    point.tests === null ? none : `${point.tests.passed} of ${point.tests.passed + point.tests.failed}`,
    point.coverage === null ? none : percent(point.coverage),
    point.score === null ? none : point.score.toFixed(2),
    point.flaky.length === 0 ? 'none' : plural(point.flaky.length, 'test'),
  ]);
  const columns = [
    ...[{ title: 'Evaluation' }, { title: 'When' }, { title: 'Tests passed', right: true }],
    ...[
      { title: 'Coverage', right: true },
      { title: 'Score', right: true },
      { title: 'Flaky', right: true },
    ],
  ];
  return scrolled('Evaluations of the run', table('Evaluations of this run', columns, rows));
}
