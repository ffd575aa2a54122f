import type { Emit, RunEvent, Stamped } from '../domain/event.js';
import type { RunId } from '../domain/ids.js';
import type { Sink } from '../ports/sink.js';

/** The one stream of events of a run. */
export interface Bus {
  readonly emit: Emit;
  /** Lets all listeners write out what they hold, and tells those that are left which ones broke. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Stamps events and hands them to every sink in turn. A sink that throws is switched off and never asked again: what
 * only listens can never stop a run.
 */
export function makeBus(run: RunId, now: () => Date, sinks: readonly Sink[]): Bus {
  let seq = 0;
  const broken = new Map<Sink, string>();
  const emit: Emit = (event: RunEvent) => {
    const stamped: Stamped = { ...event, at: now().toISOString(), run, seq: ++seq };
    for (const sink of sinks) {
      if (broken.has(sink)) continue;
      try {
        sink.on(stamped);
      } catch (error) {
        broken.set(sink, wordsOf(error));
      }
    }
  };
  return {
    emit,
    async settle() {
      await Promise.all(
        sinks.map((sink) => sink.settle?.().catch((error: unknown) => void broken.set(sink, wordsOf(error)))),
      );
      for (const [{ name }, why] of [...broken])
        emit({ type: 'noticed', notice: { kind: 'broken-sink', sink: name, why } });
    },
    async close() {
      // What breaks now can be told to nobody.
      await Promise.all(sinks.map((sink) => sink.close?.().catch(() => undefined)));
    },
  };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
