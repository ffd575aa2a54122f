import type { Condition, Point } from '../domain/checkup.js';
import { plural } from './figures.js';
import { type Level, type Line, line, type Tone } from './line.js';
import { linesOf } from './plain-text.js';

const TONES: Readonly<Record<Condition, Tone>> = { ok: 'good', warn: 'warn', fail: 'bad', unknown: 'dim' };
/** With `--quiet` only what a person has to do something about is shown. */
const LEVELS: Readonly<Record<Condition, Level>> = {
  ok: 'progress',
  warn: 'result',
  fail: 'result',
  unknown: 'progress',
};

const MARK = 'unknown'.length;
const WIDEST_NAME = 18;

/** What `--doctor` found, a row for each point with its fix below, and what it comes to. */
export function checkupLines(points: readonly Point[], version: string): readonly Line[] {
  const width = Math.min(Math.max(0, ...points.map(({ about }) => about.length)), WIDEST_NAME);
  return [
    line('progress', `millstone ${version}: what a run needs here`, 'strong'),
    line('progress', ''),
    ...points.flatMap((point) => rows(point, width)),
    line('progress', ''),
    summary(points),
  ];
}

function rows({ about, condition, says, fix }: Point, width: number): readonly Line[] {
  const level = LEVELS[condition];
  const head = `  ${condition.padEnd(MARK)}  ${about.padEnd(width)}  `;
  const [first = '', ...more] = linesOf(says);
  const under = ' '.repeat(head.length);
  return [
    line(level, `${head}${first}`, TONES[condition], head.length),
    ...more.map((text) => line(level, `${under}${text}`, TONES[condition], head.length)),
    ...linesOf(fix ?? '').map((text, i) =>
      line(level, `${under}${i === 0 ? '-> ' : '   '}${text}`, 'plain', head.length + 3),
    ),
  ];
}

function summary(points: readonly Point[]): Line {
  const count = (condition: Condition): number => points.filter((point) => point.condition === condition).length;
  const failed = count('fail');
  const rest = [
    ...(count('warn') === 0 ? [] : [plural(count('warn'), 'warning')]),
    ...(count('unknown') === 0 ? [] : [`${count('unknown')} unknown`]),
  ];
  const and = rest.length === 0 ? '' : ` (${rest.join(', ')})`;
  return failed === 0
    ? line('result', `Nothing stands in the way of a run${and}.`, 'good')
    : line('result', `${plural(failed, 'point')} to set right${and}.`, 'bad');
}
