import type { RunEvent } from '../domain/event.js';
import type { Purpose } from '../domain/progress.js';
import type { Verdict } from '../domain/verdict.js';

/** Who answered last in a role, and how long it took. */
export interface Turn {
  readonly cli: string;
  readonly ms: number | null;
}

/** What a listener remembers of a run so far, to tell the next event in its place. */
export interface View {
  readonly title: string;
  readonly log: string;
  /** 0 before the first cycle. */
  readonly cycle: number;
  readonly of: number;
  readonly author: Turn;
  readonly sanity: Turn;
  /** The author's last words about its work; null before the first. */
  readonly authorWords: string | null;
  readonly verdict: Verdict | null;
  readonly halted: Extract<RunEvent, { type: 'halted' }>['halt'] | null;
  readonly ended: Extract<RunEvent, { type: 'task-ended' }> | null;
  agentOf(call: number): string;
  purposeOf(call: number): Purpose | null;
}

/** Follows a run event by event. `now` always shows what the events up to the last one came to. */
export function follow(): { readonly now: View; on(event: RunEvent): void } {
  const nobody: Turn = { cli: '', ms: null };
  const calls = new Map<number, { readonly cli: string; readonly purpose: Purpose }>();
  const view = {
    title: '',
    log: '',
    cycle: 0,
    of: 0,
    author: nobody,
    sanity: nobody,
    authorWords: null as string | null,
    verdict: null as Verdict | null,
    halted: null as View['halted'],
    ended: null as View['ended'],
    agentOf: (call: number) => calls.get(call)?.cli ?? '',
    purposeOf: (call: number) => calls.get(call)?.purpose ?? null,
  };
  return {
    now: view,
    on(event) {
      switch (event.type) {
        case 'run-started':
          Object.assign(view, { title: event.plan.task.title, log: event.log });
          break;
        case 'cycle-started':
          Object.assign(view, { cycle: event.cycle, of: event.of });
          break;
        case 'agent-asked':
          calls.set(event.call, { cli: event.cli, purpose: event.purpose });
          break;
        case 'agent-answered': {
          const turn = { cli: view.agentOf(event.call), ms: event.ms };
          if (event.role === 'sanity') view.sanity = turn;
          if (event.role === 'author') view.author = turn;
          const purpose = view.purposeOf(event.call);
          if (purpose === 'build' || purpose === 'fix' || purpose === 'nudge') view.authorWords = event.text;
          break;
        }
        case 'reviewed':
          view.verdict = event.verdict;
          break;
        case 'halted':
          view.halted = event.halt;
          break;
        case 'task-ended':
          view.ended = event;
          break;
        default:
      }
    },
  };
}
