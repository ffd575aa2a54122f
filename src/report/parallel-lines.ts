import { spokenFailure } from '../domain/check-name.js';
import type { RunEvent } from '../domain/event.js';
import { firstOf } from './figures.js';
import { type Line, line } from './line.js';
import { oneLine } from './plain-text.js';
import { stepRow } from './step-row.js';
import type { View } from './view.js';
import { waitingWords } from './waiting-words.js';

/** Files or tests that a line names. */
const NAMED = 5;

type Told = Extract<
  RunEvent,
  {
    type:
      | 'worktree-made'
      | 'tasks-waiting'
      | 'landing-begun'
      | 'task-queued'
      | 'integrated'
      | 'landed'
      | 'landing-waits'
      | 'task-lost'
      | 'task-returned';
  }
>;

/** What a person is told of tasks that run at once, beside what each of them tells itself. */
export function parallelLines(event: Told, view: View): readonly Line[] {
  switch (event.type) {
    case 'worktree-made':
      return [stepRow(view, { who: 'worktree', words: `${event.path}, on ${event.branch}`, level: 'detail' })];
    case 'task-queued': {
      const words = event.ahead === 0 ? 'lands next' : `waits to land, ${event.ahead} before it`;
      return [stepRow(view, { who: 'queue', words })];
    }
    case 'tasks-waiting':
      return event.waiting.length === 0
        ? []
        : [line(view.waitsAnew ? 'progress' : 'detail', `Waiting: ${waitingWords(event.waiting)}`)];
    case 'landing-begun':
      return [line('detail', `Checking ${names(event.tasks)} together with what landed`)];
    case 'integrated': {
      const of = event.tasks.length === 1 ? event.tasks.join() : `${event.tasks.length} tasks`;
      return event.red.length === 0
        ? [line('detail', `Integrated ${of}: nothing is red that was not before`)]
        : [line('progress', `Integrated ${of}: newly red: ${names(event.red.map(spokenFailure))}`, 'warn')];
    }
    case 'landed': {
      const commits = event.commits.map(({ id }) => id.slice(0, 12)).join(', ');
      const how = commits === '' ? 'nothing had to be changed' : commits;
      return [line('result', `[${event.task}] Landed on ${event.base}: "${oneLine(event.title)}" (${how})`, 'good')];
    }
    case 'landing-waits': {
      const where = event.paths.length === 0 ? '' : `: ${names(event.paths)}`;
      return [
        line('progress', `[${event.task}] waits to land on ${event.base}: ${oneLine(event.says)}${where}`, 'warn'),
      ];
    }
    case 'task-returned': {
      const why = event.why === 'conflict' ? 'conflicts with what landed' : 'with what landed, breaks';
      const words = `[${event.task}] goes back to its author (${event.nth} of ${event.of}): ${why}: ${names(event.names.map(spokenFailure))}`;
      return [line('progress', words, 'warn')];
    }
    case 'task-lost': {
      const { id, title, says } = event.lost;
      return [line('result', `[${id}] Did not land: "${oneLine(title)}": ${oneLine(says)}`, 'bad')];
    }
    default:
      return event satisfies never;
  }
}

const names = (all: readonly string[]): string => firstOf(all.map(oneLine), NAMED);
