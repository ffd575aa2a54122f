import type { RunEvent, Spent } from '../domain/event.js';
import type { Progress, Purpose } from '../domain/progress.js';
import { dollars, elapsed, tokens } from './figures.js';
import { oneLine } from './plain-text.js';

/** What a call is for, until the agent tells what it does. */
const PURPOSES: Readonly<Record<Purpose, string>> = {
  build: 'writing',
  fix: 'mending',
  nudge: 'asked once more',
  'sanity-build': 'looking at the change',
  'sanity-review': 'looking at the review',
  analyze: 'looking for opportunities',
  'analyze-fix': 'mending the list',
  'analyze-review': 'reviewing the list',
  design: 'writing the design',
  'design-fix': 'mending the design',
  'design-review': 'reviewing the design',
  plan: 'planning',
  'plan-fix': 'mending the plan',
  'plan-split': 'splitting tasks',
  'plan-review': 'reviewing the plan',
  review: 'reviewing',
  commit: 'committing',
  context: 'noting decisions',
  compact: 'shortening the tasklist',
  reask: 'asked again',
  research: 'looking into it',
  'review-diff': 'reviewing',
  'split-task': 'splitting the task',
};

/** A call, or a check, that is under way. */
interface Running {
  readonly kind: 'call';
  /** Null for a check. */
  readonly call: number | null;
  readonly label: string;
  readonly since: number;
  progress: Progress;
  doing: string;
}

/** A wait before a call is repeated. */
interface Waiting {
  readonly kind: 'wait';
  readonly label: string;
  readonly until: number;
  readonly escapable: boolean;
}

/** What is under way in one task, or in the run itself. */
export interface UnderWay {
  /** Whether something has begun, ended, or neither. */
  on(event: RunEvent): 'begun' | 'ended' | null;
  /** In one line; null when nothing is under way. `now` is milliseconds, `spent` what it, or the run, has used so far. */
  words(spent: Spent, now: number): string | null;
}

const NOTHING_YET: Progress = { doing: null, outputTokens: null, costUsd: null };

/** Follows what is under way. */
export function underWay(now: () => number): UnderWay {
  let running: Running | Waiting | null = null;
  let cycle = '';
  const begin = (what: Running | Waiting): 'begun' => {
    running = what;
    return 'begun';
  };
  const call = (call: number | null, label: string, doing: string): Running => ({
    ...{ kind: 'call', call, label, since: now(), progress: NOTHING_YET, doing },
  });
  return {
    words(spent, at) {
      if (running === null) return null;
      return running.kind === 'wait' ? countdown(running, at) : told(running, spent, at);
    },
    on(event) {
      switch (event.type) {
        case 'cycle-started':
          cycle = `${event.cycle}/${event.of} `;
          return null;
        case 'agent-asked':
          return begin(call(event.call, `${cycle}${event.role} ${event.cli}`, PURPOSES[event.purpose]));
        case 'project-check-started':
          return begin(call(null, `${cycle}${event.check.kind}`, event.check.command));
        case 'agent-progress':
          if (running?.kind !== 'call' || running.call !== event.call) return null;
          running.progress = event.progress;
          running.doing = event.progress.doing ?? running.doing;
          return null;
        case 'project-checked':
        case 'halted':
        case 'agent-answered':
        case 'agent-failed':
        case 'wait-ended':
          running = null;
          return 'ended';
        case 'wait-began': {
          const { role, cli, ms, escapable } = event;
          if (ms <= 0) return null;
          return begin({ kind: 'wait', label: `${cycle}${role} ${cli}`, until: now() + ms, escapable });
        }
        default: // Nothing else changes what an agent is doing.
          return null;
      }
    },
  };
}

/** `1/3 author claude · waits 4m 59s · Enter asks now`. */
const countdown = ({ label, until, escapable }: Waiting, now: number): string =>
  [oneLine(label), `waits ${elapsed(until - now + 999)}`, ...(escapable ? ['Enter asks now'] : [])].join(' · ');

/**
 * `1/3 author claude · 12s · 3.4k tokens · $0.12 · Edit src/a.ts`: figures first, since what an agent does may be
 * longer than the line. Tokens are those written in this call, the price is the run's so far, or the
 * task's where several are worked on.
 */
function told({ label, since, progress, doing }: Running, spent: Spent, now: number): string {
  const written = progress.outputTokens ?? 0;
  const usd = (spent.costUsd ?? 0) + (progress.costUsd ?? 0);
  return [
    oneLine(label),
    elapsed(now - since),
    ...(written > 0 ? [`${tokens(written)} ${written === 1 ? 'token' : 'tokens'}`] : []),
    ...(usd > 0 ? [`${spent.estimated ? '~' : ''}${dollars(usd)}`] : []),
    oneLine(doing),
  ].join(' · ');
}
