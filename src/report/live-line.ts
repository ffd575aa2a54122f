import type { RunEvent, Spent } from '../domain/event.js';
import type { Progress, Purpose } from '../domain/progress.js';
import { tally } from '../domain/spent.js';
import { cut } from './columns.js';
import { dollars, elapsed, tokens } from './figures.js';
import { oneLine } from './plain-text.js';

/** The line at the bottom of a terminal that shows what an agent is doing, and is gone when it has answered. */
export interface LiveLine {
  on(event: RunEvent): void;
  /** Takes the line away, so that an ordinary one can be written in its place. */
  hide(): void;
  close(): void;
}

/** The terminal that the line is drawn on. */
export interface LiveDeps {
  /** Puts text there as it is. */
  readonly write: (text: string) => void;
  readonly columns: () => number | null;
  /** Milliseconds. */
  readonly now: () => number;
}

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const EVERY_MS = 120;
/**
 * From the cursor on, which waits at the beginning of the line: a terminal that was made narrower may have made several of
 * it, and keeps the cursor where the first one begins.
 */
const CLEAR = '\r\u001b[J';
/** A sign may be wider than we think; the terminal then cuts the line instead of making two of it. */
const NO_WRAP = '\u001b[?7l';
const WRAP = '\u001b[?7h';
/** Where a terminal does not tell its width. */
const USUAL_COLUMNS = 80;

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

export function liveLine({ write, columns: width, now }: LiveDeps): LiveLine {
  let running: Running | Waiting | null = null;
  const spent = tally();
  let cycle = '';
  let frame = 0;
  let visible = false;
  let timer: NodeJS.Timeout | null = null;

  const draw = (): void => {
    if (running === null) return;
    const words = running.kind === 'wait' ? countdown(running, now()) : told(running, spent.now(), now());
    const text = `  ${FRAMES[frame++ % FRAMES.length]} ${words}`;
    write(`${CLEAR}${NO_WRAP}${cut(text, (width() ?? USUAL_COLUMNS) - 1)}${WRAP}\r`);
    visible = true;
  };
  const begin = (what: Running | Waiting): void => {
    running = what;
    timer ??= setInterval(draw, EVERY_MS).unref();
    draw();
  };
  const hide = (): void => {
    if (visible) write(CLEAR);
    visible = false;
  };
  const end = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
    running = null;
    hide();
  };

  return {
    hide,
    close: end,
    on(event) {
      spent.on(event);
      switch (event.type) {
        case 'cycle-started':
          cycle = `${event.cycle}/${event.of} `;
          break;
        case 'agent-asked':
          begin({
            kind: 'call',
            call: event.call,
            label: `${cycle}${event.role} ${event.cli}`,
            since: now(),
            progress: { doing: null, outputTokens: null, costUsd: null },
            doing: PURPOSES[event.purpose],
          });
          break;
        case 'project-check-started':
          running = {
            kind: 'call',
            call: null,
            label: `${cycle}${event.check.kind}`,
            since: now(),
            progress: { doing: null, outputTokens: null, costUsd: null },
            doing: event.check.command,
          };
          timer ??= setInterval(draw, EVERY_MS).unref();
          draw();
          break;
        case 'project-checked':
        case 'halted':
          end();
          break;
        case 'agent-progress':
          if (running?.kind !== 'call' || running.call !== event.call) break;
          running.progress = event.progress;
          running.doing = event.progress.doing ?? running.doing;
          break;
        case 'agent-answered':
        case 'agent-failed':
        case 'wait-ended':
          end();
          break;
        case 'wait-began': {
          const { role, cli, ms, escapable } = event;
          if (ms > 0) begin({ kind: 'wait', label: `${cycle}${role} ${cli}`, until: now() + ms, escapable });
          break;
        }
        default: // Nothing else changes what an agent is doing.
      }
    },
  };
}

/** `1/3 author claude · waits 4m 59s · Enter asks now`. */
const countdown = ({ label, until, escapable }: Waiting, now: number): string =>
  [oneLine(label), `waits ${elapsed(until - now + 999)}`, ...(escapable ? ['Enter asks now'] : [])].join(' · ');

/**
 * `1/3 author claude · 12s · 3.4k tokens · $0.12 · Edit src/a.ts`: figures first, since what an agent does may be
 * longer than the line. Tokens are those written in this call, the price is the run's so far.
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
