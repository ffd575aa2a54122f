import type { Emit, RunEvent, Stamped } from '../domain/event.js';
import type { RunId, TaskId } from '../domain/ids.js';
import type { Sink } from '../ports/sink.js';

/** The one stream of events of a run. */
export interface Bus {
  readonly emit: Emit;
  /** The same for a task that is worked on beside others: its events bear its id. */
  emitOf(worker: TaskId): Emit;
  /** From now on the events are those of this run. */
  takeUp(run: RunId): void;
  /** Lets all listeners write out what they hold, and tells those that are left which ones broke. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Nothing takes less than no time, also when the clock was set back meanwhile. */
const forward = (event: RunEvent): RunEvent => ('ms' in event && event.ms < 0 ? { ...event, ms: 0 } : event);

/**
 * Stamps events and hands them to every sink in turn. A sink that throws is switched off and gets no further event:
 * what only listens can never stop a run.
 */
export function makeBus(run: RunId, now: () => Date, sinks: readonly Sink[]): Bus {
  let seq = 0;
  let current = run;
  const broken = new Map<Sink, string>();
  const untold = new Set<Sink>();
  const breaks = (sink: Sink, error: unknown): void => {
    if (broken.has(sink)) return;
    broken.set(sink, error instanceof Error ? error.message : String(error));
    untold.add(sink);
  };
  const whole = (): readonly Sink[] => sinks.filter((sink) => !broken.has(sink));
  const stamp = (event: RunEvent, of: Pick<Stamped, 'worker'>): void => {
    const stamped: Stamped = { ...forward(event), at: now().toISOString(), run: current, seq: ++seq, ...of };
    for (const sink of whole()) {
      try {
        sink.on(stamped);
      } catch (error) {
        breaks(sink, error);
      }
    }
  };
  const emit: Emit = (event) => stamp(event, {});
  const each = async (sinks: readonly Sink[], act: (sink: Sink) => Promise<void> | undefined): Promise<void> => {
    const guarded = sinks.map(async (sink) => {
      try {
        await act(sink);
      } catch (error) {
        breaks(sink, error);
      }
    });
    await Promise.all(guarded);
  };
  return {
    emit,
    emitOf: (worker) => (event) => stamp(event, { worker }),
    takeUp(other) {
      current = other;
    },
    async settle() {
      await each(whole(), (sink) => sink.settle?.());
      // Telling of one may break the next.
      for (const sink of untold) {
        untold.delete(sink);
        emit({ type: 'noticed', notice: { kind: 'broken-sink', sink: sink.name, why: broken.get(sink) ?? '' } });
      }
    },
    // Also those that are broken, which may still hold something. What breaks now can be told to nobody.
    close: () => each(sinks, (sink) => sink.close?.()),
  };
}
