import type { RunEnding, RunStory, TaskStory } from '../domain/run-story.js';
import { type StoryEvent, storyEvent } from '../formats/story-event.js';
import { type TaskTeller, taskTeller } from './task-story.js';

type Started = Extract<StoryEvent, { type: 'run-started' }>;

/** Tells what happened in a run from the lines of its log; null when no run begins there. */
export function runStory(lines: readonly string[]): RunStory | null {
  const read = lines.map((line) => (line.trim() === '' ? null : storyEvent(line)));
  const damaged = read.flatMap((event, i) => (event === 'damaged' ? [i + 1] : []));
  const events = read.filter((event): event is StoryEvent => event !== null && event !== 'damaged');
  const first = events.find((event) => event.type === 'run-started');
  if (first === undefined) return null;
  const clock = workClock();
  const tasks: TaskTeller[] = [];
  const evaluations: RunStory['evaluations'][number][] = [];
  let end: RunEnding = { kind: 'open' };
  let ended: string | null = null;
  let plan: Started = first;

  for (const event of events) {
    const at = clock.at(event);
    switch (event.type) {
      case 'run-started':
        plan = event;
        // A run that is taken up again is not ended any more.
        end = { kind: 'open' };
        ended = null;
        break;
      case 'task-started': {
        // A task that goes on is told once.
        const { id, title, risk } = event.task;
        if (tasks.some((one) => one.id === id && !one.isDone())) break;
        const label = `Task ${tasks.filter((one) => one.kind === 'task').length + 1}`;
        tasks.push(taskTeller({ kind: 'task', id, label, title, risk, maxCycles: event.maxCycles, startMs: at }));
        break;
      }
      case 'stage-started': {
        const { stage, title } = event;
        const about = { kind: 'stage', id: `stage ${stage}`, label: `Stage ${stage}`, risk: null } as const;
        tasks.push(taskTeller({ ...about, title: title ?? '', maxCycles: 0, startMs: at }));
        break;
      }
      case 'evaluated':
        if (!event.replayed) evaluations.push({ when: event.when, stored: event.stored });
        break;
      case 'run-ended':
        end = event.halt === null ? { kind: 'done' } : { kind: 'halted', says: event.halt.says };
        ended = event.at;
        break;
      default:
        concerned(tasks, event)?.on(event, at);
    }
  }
  const { version, repo, project = null, tasklist = null, agents } = plan.plan;
  return {
    run: first.run,
    ...{ version, repo, project, tasklist, agents, branch: plan.branch },
    ...{ began: first.at, ended, ms: clock.now(), end },
    tasks: tasks.map((one): TaskStory => one.story(clock.now())).filter(isWorth),
    takenUp: clock.takenUp(),
    ...{ evaluations, damaged },
  };
}

/** Whom an event is about: the task that it names, the end of the stage that it names, else the last that was begun. */
function concerned(tasks: readonly TaskTeller[], event: StoryEvent): TaskTeller | undefined {
  const id = 'task' in event && typeof event.task === 'string' ? event.task : event.worker;
  if (id !== undefined) return tasks.findLast((one) => one.id === id) ?? tasks.at(-1);
  return event.type === 'stage-ended' ? tasks.findLast((one) => one.id === `stage ${event.stage}`) : tasks.at(-1);
}

/** A stage that only begins tasks has nothing of its own to tell. */
const isWorth = ({ kind, cycles }: TaskStory): boolean => kind === 'task' || cycles.length > 0;

/** Time of work: it stands still between two processes of a run, and never goes back. */
function workClock() {
  let now = 0;
  let last: number | null = null;
  const takenUp: number[] = [];
  return {
    at(event: StoryEvent): number {
      const ms = Date.parse(event.at);
      if (event.type === 'run-started' && last !== null) takenUp.push(now);
      else if (last !== null) now += Math.max(0, ms - last);
      last = ms;
      return now;
    },
    now: () => now,
    takenUp: (): readonly number[] => takenUp,
  };
}
