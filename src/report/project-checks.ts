import type { RunEvent } from '../domain/event.js';
import { type CheckStanding, checkFound, checkSays, standingOf, toldOf } from '../domain/project-check.js';
import { firstOf } from './figures.js';
import type { Line, Tone } from './line.js';
import { oneLine } from './plain-text.js';
import { type StepRow, wordsUnder } from './step-row.js';

/** Files that a check changed and that are named. */
const NAMED = 3;

const TONES: Readonly<Record<CheckStanding, Tone>> = { passed: 'plain', failed: 'bad', 'not-measured': 'warn' };

/** A check of the project with its result; what a red one printed is for those who want to see more. */
export function projectChecked(
  { ran, replayed, again }: Extract<RunEvent, { type: 'project-checked' }>,
  row: (step: StepRow) => Line,
): readonly Line[] {
  const standing = standingOf(ran);
  const told = toldOf(ran) > 0;
  const ms = replayed ? null : ran.ms;
  const words = `${again === true ? 'tried again: ' : ''}${checkSays(ran)}: ${oneLine(ran.command)}`;
  const found = replayed ? '' : oneLine(checkFound(ran));
  const changed = firstOf(ran.putBack.map(oneLine), NAMED);
  const kept =
    ran.parked === undefined ? '' : ` (kept in ${ran.parked}, should some of it be yours: millstone --recover)`;
  return [
    row({ who: ran.kind, ms, words, tone: told ? 'warn' : TONES[standing] }),
    ...(found === '' ? [] : wordsUnder(found, 'progress', 'bad')),
    ...(changed === ''
      ? []
      : wordsUnder(`while it ran ${changed} changed; that was put back${kept}`, 'progress', 'warn')),
    ...((standing === 'failed' || told) && !replayed ? wordsUnder(ran.output, 'detail', 'dim') : []),
  ];
}
