import type { RunEvent } from '../domain/event.js';
import { haltNext, haltSays } from '../domain/halt-rules.js';
import { failureSummary } from './failure-summary.js';
import { duration, spentWords } from './figures.js';
import { type Line, line } from './line.js';
import { oneLine } from './plain-text.js';
import type { View } from './view.js';

type Closing = Extract<RunEvent, { type: 'halted' | 'task-ended' | 'run-ended' | 'run-refused' }>;

/** How a run ends on the screen. The words between `===` are those scripts look for (cli.md 10.3, S17). */
export function closing(event: Closing, view: View): readonly Line[] {
  switch (event.type) {
    case 'run-refused':
      return refused(event);
    case 'halted': {
      const { halt } = event;
      if (halt.reason === 'preflight') return refused({ problems: halt.problems });
      if (halt.reason === 'stop-file') {
        const fix = haltNext(halt)[0] ?? null;
        return refused({ problems: [{ what: haltSays(halt), fix }] });
      }
      if (halt.reason !== 'sanity') return [];
      return [line('result', '=== STOPPED ===', 'bad'), line('result', `Reason: ${oneLine(halt.why)}`, 'bad')];
    }
    case 'task-ended': {
      const { outcome, cycles } = event;
      if (outcome !== 'approved' && outcome !== 'no_changes') return [];
      const how = outcome === 'approved' ? 'Completed and committed' : 'Completed without changes';
      return [line('result', `[Task 1/1] ${how} after ${cycles} cycle(s)`, 'good')];
    }
    case 'run-ended':
      return view.halted === null ? success(event, view) : stopped(event, view);
  }
}

function refused({ problems }: Pick<Extract<RunEvent, { type: 'run-refused' }>, 'problems'>): readonly Line[] {
  return problems.flatMap(({ what, fix }) => [
    line('error', `Error: ${what}`, 'bad'),
    ...(fix === null ? [] : [line('error', `  ${fix}`)]),
  ]);
}

function success(event: Extract<RunEvent, { type: 'run-ended' }>, view: View): readonly Line[] {
  const commits = view.ended?.commits ?? [];
  return [
    line('progress', ''),
    line('result', '=== SUCCESS ===', 'good'),
    ...commits.map(({ id, subject }) => line('result', `Commit   ${id.slice(0, 12)} ${oneLine(subject)}`)),
    line('progress', `Took     ${duration(event.ms)}, ${spentWords(event.spent)}`),
    line('progress', `Log      ${view.log}`),
  ];
}

function stopped(event: Extract<RunEvent, { type: 'run-ended' }>, view: View): readonly Line[] {
  const { halted } = view;
  if (halted === null || halted.reason === 'preflight' || halted.reason === 'stop-file') return [];
  // A person who pressed Ctrl-C, or said no to a question, knows what happened.
  const brief = halted.reason === 'cancelled' || halted.reason === 'declined';
  return [
    ...(brief ? [] : failureSummary(halted, view)),
    line('result', `=== HALTED after 0 task(s) ===`, 'bad'),
    line('result', oneLine(haltSays(halted)), 'bad'),
    ...haltNext(halted).map((text) => line(brief ? 'result' : 'progress', `  ${oneLine(text)}`)),
    line('progress', `Took     ${duration(event.ms)}, ${spentWords(event.spent)}`),
    ...(view.log === '' ? [] : [line('result', `Log      ${view.log}`)]),
  ];
}
