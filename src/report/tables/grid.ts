import { columns, cut } from '../columns.js';
import { type Line, line, type Tone } from '../line.js';
import { oneLine } from '../plain-text.js';

/** A column of a small table. Numbers stand at its right side. */
export interface GridColumn {
  readonly title: string;
  readonly right?: boolean;
  /** Columns of a terminal that a text in it may take at most. */
  readonly most?: number;
}

/** Rows under their titles, as wide as their widest text. */
export function grid(
  heads: readonly GridColumn[],
  rows: readonly (readonly string[])[],
  tone: (row: number) => Tone = () => 'plain',
): readonly Line[] {
  const shown = rows.map((row) => heads.map(({ most }, i) => fitted(oneLine(row[i] ?? ''), most)));
  const widths = heads.map(({ title }, i) => Math.max(columns(title), ...shown.map((row) => columns(row[i] ?? ''))));
  const text = (row: readonly string[]): string =>
    `  ${row.map((cell, i) => padded(cell, widths[i] ?? 0, heads[i]?.right === true)).join('  ')}`;
  return [
    line('result', text(heads.map(({ title }) => title)), 'dim'),
    ...shown.map((row, i) => line('result', text(row), tone(i))),
  ];
}

const fitted = (text: string, most: number | undefined): string => (most === undefined ? text : cut(text, most));

function padded(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - columns(text)));
  return right ? space + text : text + space;
}
