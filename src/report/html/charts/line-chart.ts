import { scaleLinear, scalePoint } from 'd3-scale';
import { line, symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3-shape';
import { html, type Markup } from '../markup.js';
import { CHART, frame, labelsFor, RANGE, tenth, whenTexts } from './frame.js';

/** A value at a time; null where it was not measured, which leaves a gap. */
export interface ChartPoint {
  readonly at: string;
  /** Points of one series are joined. */
  readonly series: string;
  readonly value: number | null;
  /** Whether it belongs to this run. */
  readonly marked: boolean;
}

/** How a series is told from the others: by the shape of its points, and by a colour. */
const SHAPES = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond];

/** Values over time. The scale reaches from 0 to 1. */
export function lineChart(
  about: { readonly id: string; readonly title: string; readonly says: string },
  points: readonly ChartPoint[],
  text: (value: number) => string,
): Markup {
  const x = scalePoint(
    points.map((_, i) => i),
    [CHART.left, CHART.width - CHART.right],
  ).padding(0.5);
  const y = scaleLinear([0, 1], RANGE);
  const place = (i: number): number => x(i) ?? 0;
  const names = seriesOf(points);
  const drawn = names.map((name, n) => {
    const own = points.map((point, i) => ({ ...point, i })).filter(({ series }) => series === name);
    const path = line<(typeof own)[number]>(
      ({ i }) => tenth(place(i)),
      ({ value }) => tenth(y(value ?? 0)),
    ).defined(({ value }) => value !== null)(own);
    const shape = symbol(SHAPES[n % SHAPES.length] ?? symbolCircle, 52)() ?? '';
    return html`<g class="series-${n % SHAPES.length}"><path class="curve" d="${path ?? ''}"/>${own.map(({ i, at, value, marked }) => (value === null ? null : html`<path class="point${marked ? ' marked' : ''}" d="${shape}" transform="translate(${tenth(place(i))} ${tenth(y(value))})"><title>${at.slice(0, 16).replace('T', ' ')}: ${text(value)}${names.length > 1 ? ` (${name})` : ''}</title></path>`))}</g>`;
  });
  const missing = points.map(({ value }, i) =>
    value === null
      ? html`<text class="missing" x="${tenth(place(i))}" y="${CHART.height - CHART.bottom - 5}" text-anchor="middle"><title>not measured</title>–</text>`
      : null,
  );
  const lines = y.ticks(4).map((value) => ({ y: y(value), text: text(value) }));
  const labels = labelsFor(
    points.map((_, i) => place(i)),
    whenTexts(points.map(({ at }) => at)),
  );
  return frame(about, lines, labels, [missing, drawn]);
}

/** The series, in the order in which they come up. */
export const seriesOf = (points: readonly ChartPoint[]): readonly string[] => [
  ...new Set(points.map(({ series }) => series)),
];

/** The keys to the series of a chart; none where there is only one. */
export function seriesKeys(names: readonly string[]): readonly Markup[] {
  if (names.length < 2) return [];
  return names.map((name, n) => {
    const shape = symbol(SHAPES[n % SHAPES.length] ?? symbolCircle, 60)() ?? '';
    return html`<span class="series-${n % SHAPES.length}"><svg viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true"><path class="point" d="${shape}"/></svg> ${name}</span>`;
  });
}
