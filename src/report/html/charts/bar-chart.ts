import { scaleBand, scaleLinear } from 'd3-scale';
import { type Content, html, type Markup } from '../markup.js';
import { CHART, frame, labelsFor, RANGE, tenth, whenTexts } from './frame.js';

/** A bar made of parts, from below; null where nothing was measured or told. */
export interface ChartBar {
  readonly at: string;
  readonly name: string;
  readonly parts: readonly { readonly kind: string; readonly value: number; readonly says: string }[] | null;
  /** Whether it belongs to this run. */
  readonly marked: boolean;
  /** Worth a sign of its own below the bar, and why. */
  readonly flag: string | null;
}

/** Sums over time, each a bar. */
export function barChart(
  about: { readonly id: string; readonly title: string; readonly says: string },
  bars: readonly ChartBar[],
  text: (value: number) => string,
  untold: string,
): Markup {
  const x = scaleBand(
    bars.map((_, i) => i),
    [CHART.left, CHART.width - CHART.right],
  ).padding(0.3);
  const width = Math.min(x.bandwidth(), 44);
  const middle = (i: number): number => (x(i) ?? 0) + x.bandwidth() / 2;
  const sums = bars.map(({ parts }) => (parts ?? []).reduce((sum, { value }) => sum + value, 0));
  const y = scaleLinear([0, Math.max(...sums, 0) || 1], RANGE).nice(4);
  const drawn = bars.map((bar, i) => [
    drawBar(bar, middle(i), width, y, untold),
    flagOf(bar, middle(i), y(sums[i] ?? 0)),
  ]);
  const lines = y.ticks(4).map((value) => ({ y: y(value), text: text(value) }));
  const labels = labelsFor(
    bars.map((_, i) => middle(i)),
    whenTexts(bars.map(({ at }) => at)),
  );
  return frame(about, lines, labels, drawn);
}

function drawBar(
  { parts, name, marked }: ChartBar,
  middle: number,
  width: number,
  y: (value: number) => number,
  untold: string,
): Content {
  if (parts === null)
    return html`<text class="missing" x="${tenth(middle)}" y="${CHART.height - CHART.bottom - 5}" text-anchor="middle"><title>${name}: ${untold}</title>–</text>`;
  let from = 0;
  return parts.map(({ kind, value, says }) => {
    const [low, high] = [y(from), y(from + value)];
    from += value;
    if (value === 0) return null;
    return html`<rect class="column ${kind}${marked ? ' marked' : ''}" x="${tenth(middle - width / 2)}" y="${tenth(high)}" width="${tenth(width)}" height="${tenth(Math.max(1, low - high))}"><title>${name}: ${says}</title></rect>`;
  });
}

/** A diamond above the bar. */
function flagOf({ flag, name }: ChartBar, middle: number, y: number): Content {
  if (flag === null) return null;
  return html`<path class="flag" d="M0-6 5 0 0 6-5 0Z" transform="translate(${tenth(middle)} ${tenth(Math.max(y - 9, CHART.top - 6))})"><title>${name}: ${flag}</title></path>`;
}
