import {
  type CheckRun,
  type CheckStanding,
  checkFound,
  checkSays,
  standingOf,
  toldOf,
} from '../domain/project-check.js';
import { excerpt } from './excerpt.js';
import { dataBlock } from './fence.js';

/** A check's run, and what the same check said before the task changed anything; null when it was not asked. */
export interface Shown {
  readonly run: CheckRun;
  readonly before: CheckStanding | null;
}

/** Characters of output: of a red check, and of a green one, whose last lines count what was run. */
const RED = { max: 8_000, head: 2_500 } as const;
const GREEN = { max: 600, head: 0 } as const;
/** Of a red check in the author's feedback: it can run the check itself. */
const FEEDBACK = { max: 3_000, head: 800 } as const;

/** The results of the project's checks as a reviewer gets them. `null`: nobody wants them run. */
export function checkBlock(shown: readonly Shown[] | null): string {
  if (shown === null) return "The project's checks were not run: that is switched off. Whether they pass is not known.";
  if (shown.length === 0)
    return 'No check commands of this project are known, so nothing was run. Whether tests pass is not known.';
  const outputs = shown.map(({ run }) => outputBlock(run, isRed(run) || standingOf(run) !== 'passed' ? RED : GREEN));
  const blocks = [`Checks of the project, which were run on exactly these files:\n\n${table(shown)}`, ...outputs];
  return blocks.filter((one) => one !== '').join('\n\n');
}

/** The red checks for the author, after the words of a refusal; empty when there are none. */
export function redChecks(shown: readonly Shown[]): string {
  const red = shown.filter(({ run }) => isRed(run));
  if (red.length === 0) return '';
  const outputs = red.map(({ run }) => outputBlock(run, FEEDBACK));
  const heading = "The project's checks were run on your change. These are red:";
  return [`${heading}\n\n${table(red)}`, ...outputs.filter((one) => one !== '')].join('\n\n');
}

/** What tells of failures is shown as a red check is, whatever its exit code. */
const isRed = (run: CheckRun): boolean => standingOf(run) === 'failed' || toldOf(run) > 0;

const table = (shown: readonly Shown[]): string => shown.map(row).join('\n');

function row({ run, before }: Shown): string {
  const { kind, command, ms, putBack } = run;
  const seconds = (ms / 1_000).toFixed(1);
  const then = before === null ? '' : `; before the task: ${before.replace('-', ' ')}`;
  const wrote = putBack.length === 0 ? '' : `; it changed ${putBack.slice(0, 5).join(', ')}, which was put back`;
  const found = checkFound(run).replace(/\s+/g, ' ');
  const names = found === '' ? '' : `, ${found},`;
  return `- ${kind}: ${checkSays(run)}${names} in ${seconds} s${then}${wrote}: ${command.replace(/\s+/g, ' ')}`;
}

const outputBlock = ({ kind, output }: CheckRun, { max, head }: { readonly max: number; readonly head: number }) =>
  dataBlock(`Output of the ${kind} check`, excerpt(output.trim(), max, head));
