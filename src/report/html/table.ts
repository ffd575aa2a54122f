import { type Content, html, type Markup, when } from './markup.js';

/** A column of a table. */
export interface TableColumn {
  readonly title: string;
  /** Numbers stand at its right side. */
  readonly right?: boolean;
}

/** A table with a caption and headers in both directions; the first cell of a row names it. */
export function table(
  caption: string,
  columns: readonly TableColumn[],
  rows: readonly (readonly Content[])[],
  more: { readonly hideCaption?: boolean; readonly marked?: (row: number) => boolean } = {},
): Markup {
  const { hideCaption = false, marked = () => false } = more;
  const side = (i: number): string => (columns[i]?.right === true ? 'num' : '');
  return html`<table>
<caption class="${hideCaption ? 'unseen' : ''}">${caption}</caption>
<thead><tr>${columns.map(({ title }, i) => html`<th scope="col" class="${side(i)}">${title}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row, at) => html`<tr class="${marked(at) ? 'marked' : ''}">${row.map((cell, i) =>
      i === 0 ? html`<th scope="row" class="${side(i)}">${cell}</th>` : html`<td class="${side(i)}">${cell}</td>`,
    )}</tr>
`,
  )}</tbody>
</table>`;
}

/** Something too wide or too long for its place: it can be moved with the keyboard as well. */
export const scrolled = (label: string, content: Content, tall = false): Markup =>
  html`<div class="scroll${tall ? ' tall' : ''}" role="region" aria-label="${label}" tabindex="0">${content}</div>`;

/** What is only shown when it is asked for; on paper always. */
export const folded = (summary: Content, content: Content, open = false): Markup =>
  html`<details${when(open, () => html` open`)}><summary>${summary}</summary>${content}</details>`;
