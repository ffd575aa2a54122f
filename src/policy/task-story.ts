import type { CommitFacts, FileChange } from '../domain/change.js';
import type { Outcome } from '../domain/outcome.js';
import type { CheckRun } from '../domain/project-check.js';
import { standingOf } from '../domain/project-check.js';
import type { Role } from '../domain/role.js';
import type { Casting } from '../domain/run-plan.js';
import type { CycleStory, JudgedStory, Lane, StepStory, TaskStory } from '../domain/run-story.js';
import type { Tampering } from '../domain/tampering.js';
import type { Verdict } from '../domain/verdict.js';
import type { StoryEvent } from '../formats/story-event.js';
import { storyRemark } from './story-remark.js';

/** Gathers what is told of one task. Offsets are milliseconds of the run's work. */
export interface TaskTeller {
  readonly id: string;
  readonly kind: TaskStory['kind'];
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
  readonly judged: JudgedStory[];
  weakened: Tampering | null;
  insane: string | null;
  verdict: Verdict | null;
  readonly remarks: string[];
}

const LANES: Readonly<Partial<Record<Role, Lane>>> = { author: 'author', reviewer: 'reviewer', sanity: 'sanity' };
const laneOf = (role: Role): Lane => LANES[role] ?? 'other';

type Asked = Extract<StoryEvent, { type: 'agent-asked' }>;

/** What is known of it as it begins. */
export type Begun = Pick<TaskStory, 'kind' | 'id' | 'label' | 'title' | 'risk' | 'maxCycles' | 'startMs'>;

export function taskTeller(begun: Begun): TaskTeller {
  const { startMs } = begun;
  const cycles: Telling[] = [];
  const before: CheckRun[] = [];
  let inCycle = false;
  const asked = new Map<number, Asked>();
  let waiting: { readonly at: number; readonly why: string; readonly cli: string } | null = null;
  let outcome: Outcome | null = null;
  let commits: readonly CommitFacts[] = [];
  const takenBack: Record<string, string> = {};
  let files: readonly FileChange[] = [];
  let endMs: number | null = null;

  /** The cycle of this number; one that goes on after a halt is told on. */
  const cycleOf = (number: number, at: number): Telling => {
    const known = cycles.find(({ cycle }) => cycle === number);
    if (known !== undefined) return known;
    const fresh = {
      ...{ cycle: number, startMs: at, endMs: at, steps: [], files: null, checks: new Map(), judged: [] },
      ...{ weakened: null, insane: null, verdict: null, remarks: [] },
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
    id: begun.id,
    kind: begun.kind,
    isDone: () => outcome !== null && isOver(outcome),
    on(event, at) {
      const last = cycles.at(-1);
      if (last !== undefined) last.endMs = at;
      switch (event.type) {
        case 'cycle-started':
          cycleOf(event.cycle, at);
          inCycle = true;
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
          // Those of no cycle that come later judge several tasks together.
          if (event.cycle === 0 && !inCycle) before.push(ran);
          else if (event.cycle > 0) now(at).checks.set(`${ran.kind} ${ran.command}`, ran);
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
        case 'eval-judged':
          now(at).judged.push({ ...event.found, when: event.when, waived: event.waived });
          break;
        case 'tests-weakened':
          now(at).weakened = event.signs;
          break;
        case 'stage-ended':
          endMs = at;
          break;
        case 'landed':
        case 'committed':
          commits = [...commits, ...event.commits.filter(({ id }) => commits.every((one) => one.id !== id))];
          break;
        case 'task-ended':
          outcome = event.outcome;
          if (event.commits.length > 0) commits = event.commits;
          endMs = at;
          break;
        default: {
          if (event.type === 'rolled-back') for (const { id } of event.commits) takenBack[id] = event.by;
          const remark = storyRemark(event);
          if (remark !== null && !now(at).remarks.includes(remark)) now(at).remarks.push(remark);
        }
      }
    },
    story: (until) => ({
      ...begun,
      endMs: endMs ?? until,
      ...{ outcome, before, commits, takenBack, files },
      cycles: cycles.map((one): CycleStory => ({ ...one, checks: [...one.checks.values()] })),
    }),
  };
}

/** Ends after which the same task is a new one, should it come up again. */
const isOver = (outcome: Outcome): boolean =>
  outcome === 'approved' || outcome === 'no_changes' || outcome === 'researched';
