import type { RunEvent, Stamped } from '../domain/event.js';
import type { WaitingTask } from '../domain/parallel-event.js';
import { type Tally, tally } from '../domain/spent.js';
import { cut } from './columns.js';
import { type UnderWay, underWay } from './under-way.js';
import { waitingWords } from './waiting-words.js';

/**
 * The line at the bottom of a terminal that shows what an agent is doing, and is gone when it has answered: one for each
 * task that is worked on with what it has used, where that are several, one for those that wait to land, and one for those
 * that have not begun.
 */
export interface LiveLine {
  on(event: RunEvent & Pick<Stamped, 'worker'>): void;
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

export function liveLine({ write, columns: width, now }: LiveDeps): LiveLine {
  const lanes = new Map<string, UnderWay>();
  /** What each task has used, and the run as a whole. */
  const used = new Map<string, Tally>();
  const queue = new Set<string>();
  let waiting: readonly WaitingTask[] = [];
  let frame = 0;
  let visible = false;
  let timer: NodeJS.Timeout | null = null;

  const rows = (): readonly string[] => {
    const working = [...lanes].flatMap(([id, lane]) => {
      const words = lane.words(tallyOf(id).now(), now());
      if (words === null) return [];
      // With tasks that wait to land, what is under way in the run itself is their landing.
      return [id !== '' ? `[${id}] ${words}` : queue.size === 0 ? words : `landing · ${words}`];
    });
    if (working.length === 0) return working;
    return [
      ...working,
      ...(queue.size === 0 ? [] : [`waits to land: ${[...queue].join(', ')}`]),
      ...(waiting.length === 0 ? [] : [`waits: ${waitingWords(waiting)}`]),
    ];
  };
  const draw = (): void => {
    const all = rows();
    if (all.length === 0) return;
    const sign = FRAMES[frame++ % FRAMES.length];
    const lines = all.map((words) => cut(`  ${sign} ${words}`, (width() ?? USUAL_COLUMNS) - 1));
    const back = lines.length === 1 ? '' : `\u001b[${lines.length - 1}A`;
    write(`${CLEAR}${NO_WRAP}${lines.join('\n')}${WRAP}\r${back}`);
    visible = true;
  };
  const hide = (): void => {
    if (visible) write(CLEAR);
    visible = false;
  };
  const end = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
    hide();
  };
  const tallyOf = (id: string): Tally => {
    const known = used.get(id) ?? tally();
    used.set(id, known);
    return known;
  };
  const laneOf = (id: string): UnderWay => {
    const known = lanes.get(id) ?? underWay(now);
    lanes.set(id, known);
    return known;
  };

  return {
    hide,
    close: end,
    on(event) {
      const id = event.worker ?? '';
      tallyOf(id).on(event);
      if (event.type === 'task-queued') queue.add(event.task);
      else if (event.type === 'landed' || event.type === 'task-returned') queue.delete(event.task);
      else if (event.type === 'task-lost') queue.delete(event.lost.id);
      else if (event.type === 'tasks-waiting') waiting = event.waiting;
      else if (event.type === 'halted') lanes.clear();
      const change = laneOf(id).on(event);
      if (change === null) return;
      if (rows().length === 0) return end();
      timer ??= setInterval(draw, EVERY_MS).unref();
      draw();
    },
  };
}
