import type { EvalPoint, FlakyTest, ScoreTrend } from '../../domain/eval-series.js';
import { plural } from '../figures.js';
import { type Line, line, type Tone } from '../line.js';
import { oneLine } from '../plain-text.js';
import { percent, signed } from './evaluation.js';
import { grid } from './grid.js';

/** Evaluations and flaky tests that are shown. */
const SHOWN = 10;

const say = (text: string, tone: Tone = 'plain'): Line => line('result', text, tone);
const UNMEASURED = 'not measured';

/** A trend of evaluations. */
export interface EvalTrend {
  /** Oldest first. */
  readonly points: readonly EvalPoint[];
  readonly flaky: readonly FlakyTest[];
  readonly scores: readonly ScoreTrend[];
}

/** How evaluations went over time, for a person, the newest first. */
export function evalTrendLines({ points, flaky, scores }: EvalTrend): readonly Line[] {
  const shown = points.slice(-SHOWN).reverse();
  const rest = points.length - shown.length;
  return [
    say('=== Evaluation Trend ===', 'strong'),
    say(`Evaluations: ${points.length}`),
    ...scores.map(trendLine),
    say(''),
    ...grid(HEADS, shown.map(row), (i) => (shown[i]?.good === false ? 'bad' : 'plain')),
    ...(rest > 0 ? [say(`  ... and ${rest} more (--json has all of them)`, 'dim')] : []),
    ...flakyLines(flaky, points.length),
  ];
}

function trendLine({ mode, evaluations, first, last }: ScoreTrend): Line {
  const name = mode === 'standard' ? 'Score' : `Score (${oneLine(mode)})`;
  const change = signed(last - first, 2);
  return say(`${name}: ${first.toFixed(2)} -> ${last.toFixed(2)} (${change}) over ${evaluations} evaluations`);
}

function row({ at, mode, good, tests, coverage, score, change, flaky }: EvalPoint): readonly string[] {
  return [
    at.slice(0, 16).replace('T', ' '),
    mode,
    good === null ? UNMEASURED : good ? 'passed' : 'failed',
    tests === null ? UNMEASURED : `${tests.passed}/${tests.passed + tests.failed}`,
    coverage === null ? UNMEASURED : percent(coverage),
    score === null ? UNMEASURED : `${score.toFixed(2)}${change === null ? '' : ` (${signed(change, 2)})`}`,
    flaky.length === 0 ? '' : String(flaky.length),
  ];
}

function flakyLines(flaky: readonly FlakyTest[], evaluations: number): readonly Line[] {
  if (flaky.length === 0) return [];
  const rest = flaky.length - SHOWN;
  return [
    say(''),
    say('Flaky tests, red at first and then green on the same files:'),
    ...flaky.slice(0, SHOWN).map(({ name, times, last }) => {
      const seen = `in ${times} of ${plural(evaluations, 'evaluation')}, last on ${last.slice(0, 10)}`;
      return say(`  - ${oneLine(name)}: ${seen}`, 'warn');
    }),
    ...(rest > 0 ? [say(`  ... and ${rest} more`, 'warn')] : []),
  ];
}

const HEADS = [
  { title: 'When' },
  { title: 'Mode', most: 24 },
  { title: 'Status' },
  { title: 'Tests', right: true },
  { title: 'Coverage', right: true },
  { title: 'Score', right: true },
  { title: 'Flaky', right: true },
];
