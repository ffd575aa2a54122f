import { COMPLEXITIES, type Complexity } from '../../domain/model-rule.js';
import type { Estimate, Outlook, TaskOutlook } from '../../domain/outlook.js';
import { firstOf, plural } from '../figures.js';
import { type Line, line } from '../line.js';
import { oneLine } from '../plain-text.js';
import { flawLines } from './flaws.js';

/** Rows a person still reads; a program gets all of them with `--json`. */
const TASKS = 200;
const ORDER = 30;
/** Sources of the others: tasklist.md 9.6. */
const DEPENDENCIES = 10;
const FILES = 5;
const TEXT = 100;
const SHORT = 60;

/** What lies ahead in a tasklist, for a person. `file` is its path as people name it. */
export function outlookLines(file: string, outlook: Outlook): readonly Line[] {
  const { tasks, flaws, dependencies, order, estimate } = outlook;
  const pending = tasks.filter(({ done }) => !done);
  const head = [
    line('result', `Tasklist ${file}`, 'strong'),
    line('result', `${plural(tasks.length, 'task')}: ${pending.length} pending, ${tasks.length - pending.length} done`),
  ];
  const flawed = flaws.length === 0 ? [] : [BLANK, ...flawLines(file, flaws)];
  if (pending.length === 0) return [...head, line('result', 'Nothing is pending.', 'good'), ...flawed];
  return [
    ...head,
    line('result', COMPLEXITIES.map((one) => `${estimate.per[one].tasks} ${one}`).join(', ')),
    BLANK,
    line('result', 'Pending tasks', 'strong'),
    ...shortened(pending, TASKS).flatMap(taskLines),
    ...more(pending.length - TASKS),
    ...dependencyLines(dependencies),
    ...orderLines(order, tasks),
    BLANK,
    ...estimateLines(estimate),
    ...flawed,
  ];
}

const BLANK = line('result', '');
const shortened = <T>(all: readonly T[], most: number): readonly T[] => all.slice(0, most);
const more = (left: number): readonly Line[] =>
  left > 0 ? [line('result', `  ... and ${left} more (--json has all of them)`, 'dim')] : [];

const LETTER: Readonly<Record<Complexity, string>> = { simple: 'S', medium: 'M', complex: 'C' };

function taskLines(task: TaskOutlook): readonly Line[] {
  const tags = [
    `id ${task.id}`,
    ...(task.risk === null ? [] : [`risk ${task.risk}`]),
    ...(task.group === null ? [] : [`group ${oneLine(task.group)}`]),
  ];
  const first = oneLine((task.raw.split(/\r\n?|\n/, 1)[0] ?? '').replace(/<!--.*?-->/g, '')).replaceAll('**', '');
  const rows = [
    ['Files', firstOf(task.references, FILES)],
    ['Est. LoC', task.estLoc === null ? '' : String(task.estLoc)],
    ['Ref. code size', task.refLoc === null ? '' : plural(task.refLoc, 'line')],
    ['Keywords', task.keywords.join(', ')],
  ];
  return [
    line('result', `${numbered(task)} [${LETTER[task.complexity]}] ${cutAt(first, TEXT)}`, 'plain', 6),
    line('result', `      ${tags.join(', ')}`, 'dim'),
    ...rows.flatMap(([label, text]) => (text === '' ? [] : [line('result', `      ${label}: ${text}`, 'dim')])),
  ];
}

const numbered = ({ number }: Pick<TaskOutlook, 'number'>): string => `${number}.`.padStart(5);

function cutAt(text: string, most: number): string {
  if (text.length <= most) return text.trim();
  const points = [...text];
  return points.length <= most ? text.trim() : `${points.slice(0, most).join('').trimEnd()}...`;
}

function dependencyLines(dependencies: Outlook['dependencies']): readonly Line[] {
  if (dependencies.length === 0) return [];
  return [
    BLANK,
    line('result', 'Possible dependencies', 'strong'),
    ...shortened(dependencies, DEPENDENCIES).map(({ dependent, prerequisite, reason }) =>
      line('result', `  Task ${dependent} after task ${prerequisite}: ${oneLine(reason)}`),
    ),
    ...more(dependencies.length - DEPENDENCIES),
  ];
}

function orderLines(order: readonly number[], tasks: Outlook['tasks']): readonly Line[] {
  if (order.length < 2) return [];
  if (order.every((number, i) => i === 0 || number > (order[i - 1] ?? 0)))
    return [BLANK, line('result', 'Suggested order: as they are listed')];
  return [
    BLANK,
    line('result', 'Suggested order', 'strong'),
    ...shortened(order, ORDER).map((number) =>
      line('result', `${numbered({ number })} ${cutAt(oneLine(tasks[number - 1]?.title ?? ''), SHORT)}`),
    ),
    ...more(order.length - ORDER),
  ];
}

function estimateLines({ seconds, confidence, past, per }: Estimate): readonly Line[] {
  const basis =
    past === 0
      ? 'no task was approved here yet, so it is made of built-in figures'
      : `from ${plural(past, 'approved task')}`;
  return [
    line('result', `Time that may be left: ${inWords(seconds)}`, 'strong'),
    line('result', `  ${confidence} confidence: ${basis}`),
    ...COMPLEXITIES.filter((one) => per[one].tasks > 0).map((one) => {
      const { tasks, secondsEach, past } = per[one];
      const source = past === 0 ? 'built-in figure' : plural(past, 'approved task');
      return line('result', `  ${one.padEnd(8)}${plural(tasks, 'task')} of ${inWords(secondsEach)} (${source})`);
    }),
  ];
}

/** A time as it is estimated: `40 seconds`, `7.5 minutes`, `2.0 hours`. Source: tasklist.md 9.5. */
function inWords(seconds: number): string {
  if (seconds < 60) return plural(Math.round(seconds), 'second');
  return seconds < 3_600 ? `${(seconds / 60).toFixed(1)} minutes` : `${(seconds / 3_600).toFixed(1)} hours`;
}
