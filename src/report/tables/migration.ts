import { plural } from '../figures.js';
import { type Line, line } from '../line.js';

/** How notes became a tasklist; paths as people name them. */
export interface Migration {
  readonly source: string;
  readonly output: string;
  /** The tasklist, whole. */
  readonly text: string;
  readonly pending: number;
  readonly done: number;
  readonly leftOut: readonly { readonly line: number; readonly text: string }[];
  /** `same`: there was nothing to change. `shown`: nothing was written, since nobody wanted it yet. */
  readonly result: 'written' | 'same' | 'shown';
  /** Where the tasklist that was there before is kept; null when there was none. */
  readonly copy: string | null;
}

/** Lines of the tasklist and of what was left out that a person gets to see. */
const SHOWN = 20;
const LEFT = 5;

/** What was made of the notes, for a person. */
export function migrationLines({
  source,
  output,
  text,
  pending,
  done,
  leftOut,
  result,
  copy,
}: Migration): readonly Line[] {
  const counts = `${plural(pending + done, 'task')}: ${pending} pending, ${done} done`;
  if (result === 'same') {
    const where = source === output ? `${output} is` : `${output} has all of ${source} and is`;
    return [line('result', `${where} a tasklist already, nothing to do. ${counts}`, 'good')];
  }
  const lines = text.trimEnd().split(/\r\n?|\n/);
  const shown = result === 'shown' ? lines : lines.slice(0, SHOWN);
  return [
    line('result', `${source} -> ${output}`, 'strong'),
    line('result', counts),
    line('progress', ''),
    ...shown.map((one) => line('progress', `  ${one}`, 'dim')),
    ...(lines.length > shown.length
      ? [line('progress', `  ... and ${lines.length - shown.length} lines more`, 'dim')]
      : []),
    line('progress', ''),
    ...leftLines(source, leftOut),
    ...(copy === null ? [] : [line('result', `The tasklist that was there is kept as ${copy}`)]),
    result === 'shown'
      ? line('result', 'Nothing was written (--dry-run).')
      : line('result', `Next: read ${output}, then start with: millstone`, 'good'),
  ];
}

function leftLines(source: string, leftOut: Migration['leftOut']): readonly Line[] {
  if (leftOut.length === 0) return [];
  const more = leftOut.length - LEFT;
  return [
    line('result', `Part of no task (${plural(leftOut.length, 'line')} of ${source}):`),
    ...leftOut.slice(0, LEFT).map(({ line: number, text }) => line('result', `  ${number}: ${text.trim()}`, 'dim')),
    ...(more > 0 ? [line('result', `  ... and ${more} more`, 'dim')] : []),
  ];
}
