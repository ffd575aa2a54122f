import type { TaskFate } from '../domain/parallel-event.js';
import { duration } from './figures.js';
import { type Line, line } from './line.js';
import { oneLine } from './plain-text.js';
import type { View } from './view.js';

const STATES: Readonly<Record<string, string>> = { not_begun: 'not begun' };
const HEAD = ['Task', 'State', 'Tries', 'Took', 'Commit'] as const;

/** What became of each task of a run of many, at its end: a line each, and where its work lies if it did not land. */
export function fateLines({ fates }: View): readonly Line[] {
  if (fates.length === 0) return [];
  const rows = fates.map((fate) => ({ fate, cells: cellsOf(fate) }));
  const all = [HEAD, ...rows.map(({ cells }) => cells)];
  const widths = HEAD.map((_, i) => Math.max(...all.map((cells) => cells[i]?.length ?? 0)));
  const padded = (cells: readonly string[]): string =>
    `  ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`;
  return [
    line('result', padded(HEAD), 'dim'),
    ...rows.flatMap(({ fate, cells }) => {
      const { state, says, title, place } = fate;
      const head = `${padded(cells)}  `;
      const words = [oneLine(title), ...(says === null ? [] : [oneLine(says)])].join(': ');
      const tone = state === 'landed' || says === null ? 'plain' : 'bad';
      const told = line('result', `${head}${words}`, tone, head.length);
      if (place === null || state === 'landed') return [told];
      const lies = `${' '.repeat(head.length)}in ${place.path}, on ${place.branch}`;
      return [told, line('result', lies, 'dim', head.length)];
    }),
  ];
}

const cellsOf = ({ task, state, attempts, ms, commit }: TaskFate): readonly string[] => [
  task,
  STATES[state] ?? state,
  attempts === 0 ? '' : String(attempts),
  ms === null ? '' : duration(ms),
  commit?.slice(0, 12) ?? '',
];
