import type { DamagedRecord } from '../../domain/read-records.js';
import { plural } from '../figures.js';
import { type Line, line } from '../line.js';

/** Records that are named. */
const NAMED = 10;

/** What had to be left out of a report, each by its file and line. */
export function damagedLines(damaged: readonly DamagedRecord[]): readonly Line[] {
  const rest = damaged.length - NAMED;
  return [
    ...damaged
      .slice(0, NAMED)
      .map(({ file, line: at, why }) =>
        line('result', `WARN: ${at === null ? file : `${file}:${at}`} is left out: ${why}`, 'warn'),
      ),
    ...(rest > 0 ? [line('result', `WARN: ${plural(rest, 'further record')} left out`, 'warn')] : []),
  ];
}
