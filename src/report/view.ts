import type { RunEvent } from '../domain/event.js';
import type { TaskFate } from '../domain/parallel-event.js';
import type { Purpose } from '../domain/progress.js';
import type { Verdict } from '../domain/verdict.js';
import { waitsKey } from './waiting-words.js';

/** Who answered last in a role, and how long it took. */
export interface Turn {
  readonly cli: string;
  readonly ms: number | null;
}

/** What a listener remembers of a run so far, to tell the next event in its place. */
export interface View {
  /** Whether the run has begun; before that nothing but a refusal can come. */
  readonly started: boolean;
  /** Of the task in hand, or of the last one. */
  readonly title: string;
  /** Its place in the run as people are told it: `1/3`. */
  readonly place: string;
  /** Whether the run is one of stages. */
  readonly chained: boolean;
  /** The stage in hand; null before the first, and while one of its tasks is. */
  readonly stage: string | null;
  /** Whether the run works through a list. */
  readonly listed: boolean;
  readonly log: string;
  /** 0 before the first cycle. */
  readonly cycle: number;
  readonly of: number;
  readonly author: Turn;
  readonly sanity: Turn;
  /** Whether the notice in hand was told before: every task of a list has the same to say. */
  readonly repeated: boolean;
  /** What the running agent does since the last event; null when that is nothing new. */
  readonly doingNow: string | null;
  /** The author's last words about its work; null before the first. */
  readonly authorWords: string | null;
  readonly verdict: Verdict | null;
  /** Who gave it: an agent, or `millstone` for what no reviewer was asked about. */
  readonly judge: string;
  readonly halted: Extract<RunEvent, { type: 'halted' }>['halt'] | null;
  readonly ended: Extract<RunEvent, { type: 'task-ended' }> | null;
  /** Whether what tasks wait for was not told before, apart from how many wait for room. */
  readonly waitsAnew: boolean;
  /** What became of tasks that were worked on at once. */
  readonly fates: readonly TaskFate[];
  agentOf(call: number): string;
  purposeOf(call: number): Purpose | null;
}

/** Calls whose answer is an author's word about its work. */
const WRITES: ReadonlySet<Purpose> = new Set([
  ...(['build', 'fix', 'nudge', 'analyze', 'analyze-fix', 'design', 'design-fix'] as const),
  ...(['plan', 'plan-fix', 'plan-split'] as const),
]);

/** Follows a run event by event. `now` always shows what the events up to the last one came to. */
export function follow(): { readonly now: View; on(event: RunEvent): void } {
  const nobody: Turn = { cli: '', ms: null };
  const calls = new Map<number, { readonly cli: string; readonly purpose: Purpose }>();
  const notices = new Set<string>();
  let doing: string | null = null;
  let waits: string | null = null;
  const view: { -readonly [K in keyof View]: View[K] } = {
    started: false,
    title: '',
    place: '1/1',
    chained: false,
    stage: null,
    listed: false,
    log: '',
    cycle: 0,
    of: 0,
    author: nobody,
    sanity: nobody,
    repeated: false,
    doingNow: null,
    authorWords: null,
    verdict: null,
    judge: '',
    halted: null,
    ended: null,
    waitsAnew: false,
    fates: [],
    agentOf: (call) => calls.get(call)?.cli ?? '',
    purposeOf: (call) => calls.get(call)?.purpose ?? null,
  };
  return {
    now: view,
    on(event) {
      view.doingNow = null;
      switch (event.type) {
        case 'run-started':
          view.started = true;
          view.chained = event.plan.mode === 'chain';
          view.listed = event.plan.mode !== 'task';
          view.title = event.plan.mode === 'task' ? event.plan.task.title : '';
          view.log = event.log;
          break;
        case 'noticed': {
          const notice = JSON.stringify(event.notice);
          view.repeated = notices.has(notice);
          notices.add(notice);
          break;
        }
        case 'task-started':
          view.title = event.task.title;
          view.stage = null;
          view.place = `${event.nth}/${event.of}`;
          view.cycle = 0;
          view.authorWords = null;
          view.verdict = null;
          break;
        case 'stage-started':
          view.title = event.title ?? event.stage;
          view.stage = event.stage;
          view.cycle = 0;
          view.authorWords = null;
          view.verdict = null;
          view.ended = null;
          break;
        case 'cycle-started':
          view.cycle = event.cycle;
          view.of = event.of;
          break;
        case 'agent-asked':
          calls.set(event.call, { cli: event.cli, purpose: event.purpose });
          doing = null;
          break;
        case 'agent-progress':
          if (event.progress.doing !== doing) view.doingNow = event.progress.doing;
          doing = event.progress.doing ?? doing;
          break;
        case 'agent-answered': {
          const turn = { cli: view.agentOf(event.call), ms: event.ms };
          if (event.role === 'sanity') view.sanity = turn;
          if (event.role === 'author') view.author = turn;
          const purpose = view.purposeOf(event.call);
          if (purpose !== null && WRITES.has(purpose)) view.authorWords = event.text;
          break;
        }
        case 'reviewed':
          view.verdict = event.verdict;
          view.judge = event.cli;
          break;
        case 'halted':
          view.halted = event.halt;
          break;
        case 'task-ended':
          view.ended = event;
          break;
        case 'tasks-waiting': {
          const key = waitsKey(event.waiting);
          view.waitsAnew = key !== waits;
          waits = key;
          break;
        }
        case 'tasks-summed':
          view.fates = [...view.fates, ...event.tasks];
          break;
        default: // The others change nothing that a later event needs.
      }
    },
  };
}
