import type { RunEvent, Stamped } from '../domain/event.js';
import type { Halt } from '../domain/halt.js';
import { haltNext } from '../domain/halt-rules.js';
import type { Sink } from '../ports/sink.js';

/** Somebody outside who is told when a run has stopped. */
export interface Listener {
  /** The top level of the repository. */
  readonly repo: string;
  /** Hands one JSON object over. Returns null, or why that failed. */
  readonly tell: (json: string) => Promise<string | null>;
}

/** Tells a listener. It is told once there is one; what came before is not caught up with. */
export interface Notifier extends Sink {
  open(listener: Listener): void;
}

type Ended = Stamped & Extract<RunEvent, { type: 'run-ended' }>;

/**
 * Tells somebody outside at a halt, at a gate and at the end (L27): once for each run, with its summary as `--json`
 * prints it. What goes wrong with that is no business of the run.
 */
export function notifier(onTrouble: (why: string) => void): Notifier {
  let listener: Listener | null = null;
  let halt: Halt | null = null;
  let log: string | null = null;
  let telling: Promise<void> = Promise.resolve();

  const tell = async ({ repo, tell }: Listener, event: Ended): Promise<void> => {
    const why = await tell(`${JSON.stringify({ moment: momentOf(halt), ...event, next: nextOf(halt), repo, log })}\n`);
    if (why !== null) onTrouble(why);
  };
  return {
    name: 'notify',
    open(one) {
      listener = one;
    },
    on(event) {
      if (event.type === 'run-started') log = event.log;
      if (event.type === 'halted') halt = event.halt;
      // A second start beside a run at work is no run: that one is well, and tells how it ends itself.
      if (event.type === 'run-ended' && listener !== null && halt?.reason !== 'locked') telling = tell(listener, event);
    },
    close: () => telling,
  };
}

/** `gate`: a person has to say yes before anything goes on. */
const momentOf = (halt: Halt | null): 'halt' | 'gate' | 'end' =>
  halt === null ? 'end' : halt.reason === 'declined' ? 'gate' : 'halt';

const nextOf = (halt: Halt | null): readonly string[] => (halt === null ? [] : haltNext(halt));
