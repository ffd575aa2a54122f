import { type Content, html, type Markup, when } from './markup.js';
import { scrolled } from './table.js';

/** A chart with its table beside it. */
export const chartCard = (
  id: string,
  title: string,
  chart: Content,
  keys: readonly Markup[],
  numbers: Markup,
): Markup =>
  html`<figure class="card" aria-labelledby="chart-${id}"><h3 id="chart-${id}">${title}</h3><div class="beside"><div>${chart}
${when(keys.length > 0, () => html`<p class="legend">${keys}</p>`)}</div>${scrolled(`${title} as a table`, numbers, true)}</div></figure>`;
