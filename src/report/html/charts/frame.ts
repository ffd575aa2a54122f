import { type Content, html, type Markup } from '../markup.js';

/** Measures of a chart, in its own units. */
export const CHART = { width: 440, height: 220, left: 44, right: 14, top: 14, bottom: 30 } as const;
const { width, height, left, right, top, bottom } = CHART;

/** A place on the axis below. */
export interface AxisLabel {
  readonly x: number;
  readonly text: string;
}

/** A chart with its axes; `lines` are what the axis at the left shows. */
export function frame(
  { id, title, says }: { readonly id: string; readonly title: string; readonly says: string },
  lines: readonly { readonly y: number; readonly text: string }[],
  labels: readonly AxisLabel[],
  content: Content,
): Markup {
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-drawing ${id}-says">
<title id="${id}-drawing">${title}</title><desc id="${id}-says">${says}</desc>
${lines.map(({ y, text }) => html`<line class="grid" x1="${left}" x2="${width - right}" y1="${tenth(y)}" y2="${tenth(y)}"/><text class="tick" x="${left - 7}" y="${tenth(y + 4)}" text-anchor="end">${text}</text>`)}
<line class="axis" x1="${left}" x2="${width - right}" y1="${height - bottom}" y2="${height - bottom}"/>
${labels.map(({ x, text }) => html`<text class="tick" x="${tenth(x)}" y="${height - bottom + 18}" text-anchor="${anchorOf(x)}">${text}</text>`)}
${content}
</svg>`;
}

export const tenth = (n: number): number => Math.round(n * 10) / 10;

/** A word at the edge stays inside. */
const anchorOf = (x: number): string => (x > width - right - 24 ? 'end' : x < left + 24 ? 'start' : 'middle');

/** The range of y, downwards. */
export const RANGE: readonly [number, number] = [height - bottom, top];

/** Labels that fit below so many places: the first, the last and some between. */
export function labelsFor(places: readonly number[], texts: readonly string[], most = 5): readonly AxisLabel[] {
  const n = places.length;
  if (n === 0) return [];
  const shown = Math.min(n, most);
  const picked = new Set(
    Array.from({ length: shown }, (_, i) => (shown === 1 ? 0 : Math.round((i * (n - 1)) / (shown - 1)))),
  );
  return [...picked].map((i) => ({ x: places[i] ?? 0, text: texts[i] ?? '' }));
}

/** Days of the times, or where all are of one day, their hours. */
export function whenTexts(times: readonly string[]): readonly string[] {
  const days = new Set(times.map((at) => at.slice(0, 10)));
  return times.map((at) => (days.size > 1 ? at.slice(5, 10) : at.slice(11, 16)));
}
