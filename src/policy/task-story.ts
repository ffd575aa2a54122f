import type { CommitFacts, FileChange } from '../domain/change.js';
import type { Outcome } from '../domain/outcome.js';
import type { CheckRun } from '../domain/project-check.js';
import { standingOf } from '../domain/project-check.js';
import type { Role } from '../domain/role.js';
import type { Casting } from '../domain/run-plan.js';
import type { CycleStory, Lane, StepStory, TaskStory } from '../domain/run-story.js';
import type { Verdict } from '../domain/verdict.js';
import type { StoryEvent } from '../formats/story-event.js';

/** Gathers what is told of one task. Offsets are milliseconds of the run's work. */
export interface TaskTeller {
  readonly id: string;
  isDone(): boolean;
  on(event: StoryEvent, at: number): void;
  /** The task as it is known by now. */
  story(now: number): TaskStory;
}

/** A cycle that is being told. */
interface Telling {
  readonly cycle: number;
  readonly startMs: number;
  endMs: number;
  readonly steps: StepStory[];
  files: readonly FileChange[] | null;
  readonly checks: Map<string, CheckRun>;
  insane: string | null;
  verdict: Verdict | null;
  readonly remarks: string[];
}

const LANES: Readonly<Partial<Record<Role, Lane>>> = { author: 'author', reviewer: 'reviewer', sanity: 'sanity' };
const laneOf = (role: Role): Lane => LANES[role] ?? 'other';

type Asked = Extract<StoryEvent, { type: 'agent-asked' }>;

export function taskTeller(
  { task, maxCycles }: Extract<StoryEvent, { type: 'task-started' }>,
  startMs: number,
): TaskTeller {
  const cycles: Telling[] = [];
  const asked = new Map<number, Asked>();
  let waiting: { readonly at: number; readonly why: string; readonly cli: string } | null = null;
  let outcome: Outcome | null = null;
  let commits: readonly CommitFacts[] = [];
  let files: readonly FileChange[] = [];
  let endMs: number | null = null;

  /** The cycle of this number; one that goes on after a halt is told on. */
  const cycleOf = (number: number, at: number): Telling => {
    const known = cycles.find(({ cycle }) => cycle === number);
    if (known !== undefined) return known;
    const fresh = {
      ...{ cycle: number, startMs: at, endMs: at, steps: [], files: null, checks: new Map() },
      ...{ insane: null, verdict: null, remarks: [] },
    };
    cycles.push(fresh);
    return fresh;
  };
  const now = (at: number): Telling => cycles.at(-1) ?? cycleOf(1, at);
  const step = (at: number, one: Omit<StepStory, 'startMs'>): void => {
    now(at).steps.push({ ...one, startMs: Math.max(startMs, at - one.ms) });
  };
  const answered = (
    { call, role, ms, usage }: Extract<StoryEvent, { type: 'agent-answered' | 'agent-failed' }>,
    at: number,
    result: { readonly ok: boolean; readonly says: string },
  ): void => {
    const asking = asked.get(call);
    const by: Casting | null = asking === undefined ? null : { cli: asking.cli, model: asking.model };
    step(at, { lane: laneOf(role), role, what: asking?.purpose ?? role, ms, by, usage, ...result });
  };

  return {
    id: task.id,
    isDone: () => outcome !== null && isOver(outcome),
    on(event, at) {
      const last = cycles.at(-1);
      if (last !== undefined) last.endMs = at;
      switch (event.type) {
        case 'cycle-started':
          cycleOf(event.cycle, at);
          break;
        case 'agent-asked':
          asked.set(event.call, event);
          break;
        case 'agent-answered':
          answered(event, at, { ok: true, says: event.text });
          break;
        case 'agent-failed':
          answered(event, at, { ok: false, says: event.failure.says ?? event.failure.reason });
          break;
        case 'project-checked': {
          const { ran, replayed } = event;
          now(at).checks.set(`${ran.kind} ${ran.command}`, ran);
          const how = { role: null, by: null, usage: null, ok: standingOf(ran) !== 'failed', says: ran.command };
          if (!replayed) step(at, { lane: 'checks', what: ran.kind, ms: ran.ms, ...how });
          break;
        }
        case 'wait-began':
          waiting = { at, why: event.why, cli: event.cli };
          break;
        case 'wait-ended':
          if (waiting !== null) {
            const by = { cli: waiting.cli, model: null };
            step(at, {
              lane: 'wait',
              role: null,
              what: 'wait',
              ms: at - waiting.at,
              by,
              usage: null,
              ok: true,
              says: waiting.why,
            });
          }
          waiting = null;
          break;
        case 'observed':
          files = event.files;
          now(at).files = event.files;
          break;
        case 'sanity-judged':
          if (event.verdict.halt) now(at).insane = event.verdict.reason;
          break;
        case 'reviewed':
          now(at).verdict = event.verdict;
          break;
        case 'committed':
          commits = [...commits, ...event.commits.filter(({ id }) => commits.every((one) => one.id !== id))];
          break;
        case 'task-ended':
          outcome = event.outcome;
          if (event.commits.length > 0) commits = event.commits;
          endMs = at;
          break;
        default: {
          const remark = remarkOn(event);
          if (remark !== null && !now(at).remarks.includes(remark)) now(at).remarks.push(remark);
        }
      }
    },
    story: (until) => ({
      ...{ id: task.id, title: task.title, risk: task.risk, maxCycles, startMs },
      endMs: endMs ?? until,
      ...{ outcome, commits, files },
      cycles: cycles.map((one): CycleStory => ({ ...one, checks: [...one.checks.values()] })),
    }),
  };
}

/** Ends after which the same task is a new one, should it come up again. */
const isOver = (outcome: Outcome): boolean =>
  outcome === 'approved' || outcome === 'no_changes' || outcome === 'researched';

/** What else is worth a line. */
function remarkOn(event: StoryEvent): string | null {
  switch (event.type) {
    case 'nothing-changed':
      return 'The author changed nothing and was asked once more.';
    case 'asked-again':
      return `The ${event.role} was asked again: ${event.why}`;
    case 'stood-in':
      return `${event.by} stepped in for ${event.cli}, which was limited.`;
    case 'restored':
      return `The ${event.role} touched files that it must not; they were put back: ${event.files.join(', ')}`;
    case 'commit-refused':
      return `The commit was refused: ${event.says}`;
    default:
      return null;
  }
}
