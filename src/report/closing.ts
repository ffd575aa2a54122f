import type { RunEvent } from '../domain/event.js';
import type { Halt } from '../domain/halt.js';
import { haltNext, haltSays, isResumable } from '../domain/halt-rules.js';
import type { RunEnd } from '../domain/run-done.js';
import { failureSummary } from './failure-summary.js';
import { fateLines } from './fates.js';
import { duration, plural, spentWords } from './figures.js';
import { type Line, labelled, line } from './line.js';
import { oneLine } from './plain-text.js';
import { refusal, refusals } from './refusal.js';
import type { View } from './view.js';

type Of<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

/** How a run ends on the screen. The words between `===` are those scripts look for (cli.md 10.3, S17). */
export function closing(event: Of<'halted' | 'task-ended' | 'run-ended' | 'run-refused'>, view: View): readonly Line[] {
  switch (event.type) {
    case 'run-refused':
      return event.problems.flatMap(refusal);
    case 'halted':
      return view.started ? stopBlock(event.halt) : refusals(event.halt);
    case 'task-ended':
      return taskLine(event, view);
    case 'run-ended':
      if (view.halted !== null) return view.started ? halted(view.halted, event, view) : [];
      // Without a run there is nothing to praise.
      return view.started || event.outcome === 'approved' ? ended(event, view) : [];
    default:
      return event satisfies never;
  }
}

function taskLine({ outcome, cycles }: Of<'task-ended'>, { place, listed }: View): readonly Line[] {
  if (outcome !== 'approved' && outcome !== 'no_changes') return [];
  const how = outcome === 'approved' ? 'Completed and committed' : 'Completed without changes';
  const told = line('result', `[Task ${place}] ${how} after ${cycles} cycle(s)`, 'good');
  return listed ? [told, line('progress', '')] : [told];
}

function stopBlock(halt: Halt): readonly Line[] {
  if (halt.reason !== 'sanity') return [];
  return [
    line('progress', ''),
    line('result', '=== STOPPED ===', 'bad'),
    line('result', `Reason: ${oneLine(halt.why)}`, 'bad', 'Reason: '.length),
  ];
}

/** What stands above the figures of a run without a halt. */
const BANNER: Readonly<Record<RunEnd, string>> = {
  done: '=== SUCCESS ===',
  'none-left': '=== NO MORE TASKS ===',
  'max-tasks': '=== MAX TASKS REACHED ===',
  asked: '=== STOPPED AS ASKED ===',
  gate: '=== WAITING FOR APPROVAL ===',
  'max-passes': '=== MAX PASSES REACHED ===',
  rejected: '=== REJECTED ===',
};

/** What a run goes on with that is no more than stopped. */
const GOES_ON: Readonly<Partial<Record<RunEnd, string>>> = {
  asked: 'the next one',
  'max-passes': 'as many passes again',
};

/** Ends of runs that were for a number of tasks. */
const COUNTED: readonly RunEnd[] = ['none-left', 'max-tasks', 'max-passes', 'asked'];

function ended(event: Of<'run-ended'>, view: View): readonly Line[] {
  const end = event.end ?? 'done';
  const made = event.commits.map(({ id, subject }) => `${id.slice(0, 12)} ${oneLine(subject)}`);
  const commits =
    made.length > 0 || event.tasks === 0 || event.outcome === 'researched' ? made : ['none: nothing had to be changed'];
  return [
    ...(view.listed && event.tasks > 0 ? [] : [line('progress', '')]),
    line('result', BANNER[end], 'good'),
    ...(COUNTED.includes(end) ? [line('result', `${plural(event.tasks, 'task')} completed`)] : []),
    ...(GOES_ON[end] === undefined ? [] : [line('result', `\`millstone --continue\` goes on with ${GOES_ON[end]}.`)]),
    ...fateLines(view),
    ...commits.map((text) => labelled('result', 'Commit', text)),
    ...figures(event, view),
    labelled('progress', 'Log', view.log),
  ];
}

function halted(halt: Halt, event: Of<'run-ended'>, view: View): readonly Line[] {
  // A person who pressed Ctrl-C, or said no to a question, knows what happened.
  const told = halt.reason === 'cancelled' || halt.reason === 'declined' || halt.reason === 'not-landed';
  const untasked = view.chained && event.tasks === 0 && (view.stage !== null || view.title === '');
  return [
    ...(told ? [] : failureSummary(halt, view)),
    line('progress', ''),
    line('result', untasked ? '=== HALTED ===' : `=== HALTED after ${event.tasks} task(s) ===`, 'bad'),
    line('result', oneLine(haltSays(halt)), 'bad', 0),
    ...fateLines(view),
    ...nextSteps(halt).map((text) => line('result', `  - ${oneLine(text)}`, 'plain', 4)),
    ...figures(event, view),
    labelled('result', 'Log', view.log),
  ];
}

const CONTINUE =
  '`millstone --continue` goes on from here; `millstone --continue --abort` gives it up and keeps the files.';

const nextSteps = (halt: Halt): readonly string[] => [...haltNext(halt), ...(isResumable(halt) ? [CONTINUE] : [])];

/** Cycles, time and price. */
function figures({ ms, spent }: Of<'run-ended'>, { ended, of, listed }: View): readonly Line[] {
  return [
    ...(ended === null || ended.cycles === 0 || listed
      ? []
      : [labelled('progress', 'Cycles', `${ended.cycles} of ${of}`)]),
    labelled('progress', 'Took', duration(ms)),
    ...(spent.calls === 0 ? [] : [labelled('progress', 'Used', spentWords(spent))]),
  ];
}
