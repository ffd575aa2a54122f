import type { FileChange } from '../../domain/change.js';
import { type Content, html, type Markup } from './markup.js';
import { table } from './table.js';
import { lines } from './tiles.js';

/** Width of the longest bar. */
const BAR = 120;

/** The files of a change, each with what was added and deleted. */
export function changes(files: readonly FileChange[], caption: string): Markup {
  const most = Math.max(1, ...files.map(({ added, deleted }) => added + deleted));
  const rows = files.map((file): readonly Content[] => [
    html`<code>${file.from === null ? file.path : `${file.from} → ${file.path}`}</code>`,
    html`${file.status}${file.generated ? ', generated' : ''}`,
    file.binary ? 'binary' : lines([file]),
    file.binary ? '' : bar(file, most),
  ]);
  return table(
    caption,
    [{ title: 'File' }, { title: 'How' }, { title: 'Lines', right: true }, { title: 'Share' }],
    rows,
  );
}

function bar({ added, deleted }: FileChange, most: number): Markup {
  const width = (count: number): number => Math.round((count / most) * BAR);
  const plus = Math.max(width(added), added > 0 ? 2 : 0);
  const minus = Math.max(width(deleted), deleted > 0 ? 2 : 0);
  return html`<svg class="share" viewBox="0 0 ${BAR + 4} 10" width="${BAR + 4}" height="10" aria-hidden="true"><rect class="plus" width="${plus}" height="10" rx="1"/><rect class="minus" x="${plus + 1}" width="${minus}" height="10" rx="1"/></svg>`;
}
