import type { RunEvent } from '../domain/event.js';
import { dollars, duration, tokens } from './figures.js';
import { oneLine } from './plain-text.js';

/** The line at the bottom of a terminal that shows what an agent is doing, and is gone when it has answered. */
export interface LiveLine {
  on(event: RunEvent): void;
  /** Takes the line away, so that an ordinary one can be written in its place. */
  hide(): void;
  close(): void;
}

interface Doing {
  readonly call: number;
  readonly label: string;
  readonly since: number;
  doing: string;
  outputTokens: number;
  costUsd: number;
}

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const EVERY_MS = 120;
/** Clears the line; without wrapping, a line longer than the terminal is cut by it and never becomes two. */
const CLEAR = '\r\u001b[2K';
const NO_WRAP = '\u001b[?7l';
const WRAP = '\u001b[?7h';

const PURPOSES: Readonly<Record<string, string>> = {
  build: 'writing',
  fix: 'mending',
  nudge: 'asked once more',
  'sanity-build': 'looking',
  'sanity-review': 'looking at the review',
  review: 'reviewing',
  commit: 'committing',
  reask: 'asked again',
};

/** `write` puts bytes on the terminal as they are; `now` is in milliseconds. */
export function liveLine(write: (text: string) => void, now: () => number): LiveLine {
  let doing: Doing | null = null;
  let visible = false;
  let frame = 0;
  let of = 0;
  let cycle = 0;
  let spentTokens = 0;
  let spentUsd = 0;
  let timer: NodeJS.Timeout | null = null;

  const draw = (): void => {
    if (doing === null) return;
    const used = spentTokens + doing.outputTokens;
    const cost = spentUsd + doing.costUsd;
    const parts = [
      `${FRAMES[frame++ % FRAMES.length]} ${doing.label}`,
      duration(Math.floor((now() - doing.since) / 1_000) * 1_000).replace('.0s', 's'),
      doing.doing,
      ...(used > 0 ? [`${tokens(used)} tokens`] : []),
      ...(cost > 0 ? [dollars(cost)] : []),
    ];
    write(`${CLEAR}${NO_WRAP}  ${parts.join(' · ')}${WRAP}`);
    visible = true;
  };
  const hide = (): void => {
    if (visible) write(CLEAR);
    visible = false;
  };
  const end = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
    doing = null;
    hide();
  };

  return {
    hide,
    close: end,
    on(event) {
      switch (event.type) {
        case 'cycle-started':
          ({ cycle, of } = event);
          break;
        case 'agent-asked': {
          const label = `${cycle === 0 ? '' : `${cycle}/${of} `}${event.role} ${event.cli}`;
          const what = PURPOSES[event.purpose] ?? event.purpose;
          doing = { call: event.call, label, since: now(), doing: what, outputTokens: 0, costUsd: 0 };
          timer ??= setInterval(draw, EVERY_MS).unref();
          draw();
          break;
        }
        case 'agent-progress':
          if (doing?.call !== event.call) break;
          doing.doing = event.progress.doing === null ? doing.doing : oneLine(event.progress.doing);
          doing.outputTokens = event.progress.outputTokens ?? doing.outputTokens;
          doing.costUsd = event.progress.costUsd ?? doing.costUsd;
          break;
        case 'agent-answered':
          spentTokens +=
            event.usage === null ? 0 : event.usage.inputTokens + event.usage.cachedTokens + event.usage.outputTokens;
          spentUsd += event.usage?.costUsd ?? 0;
          end();
          break;
        case 'agent-failed':
          end();
          break;
        default:
      }
    },
  };
}
