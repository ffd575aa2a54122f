import type { RunEvent, Stamped } from '../domain/event.js';
import type { Files } from '../ports/files.js';
import type { Sink } from '../ports/sink.js';
import { type CycleLine, cycleLines } from './cycle-lines.js';

/** The log of the decisions of the outer loop. It is kept once there is a place for it. */
export interface CycleLog extends Sink {
  /** `folder` is an absolute path. */
  open(folder: string): void;
}

/**
 * Writes down what a run of stages decided and came to: JSON lines for programs, and the words the original wrote for
 * people. Runs of tasks alone have none. Source: outer-loop.md 11.
 */
export function cycleLog(files: Files, onTrouble: (file: string, why: string) => void): CycleLog {
  let folder: string | null = null;
  /** Whether the run is one of stages: others have no such log, nor has one that is only given up. */
  let staged = false;
  let begun: Promise<number> | null = null;
  let last: Promise<void> = Promise.resolve();
  let phase = 'start';

  const append = (file: string, text: () => Promise<string>): void => {
    last = last.then(async () => {
      const written = await files.append(file, `${await text()}\n`);
      if (!written.ok) onTrouble(file, written.error);
    });
  };
  const begin = async (file: string): Promise<number> => {
    const old = await files.readLines(file);
    return old.ok && old.value !== null ? old.value.length - 1 : 0;
  };
  const write = (event: Stamped, where: string, lines: readonly CycleLine[]): void => {
    const file = `${where}/${event.run}`;
    begun ??= begin(`${file}.jsonl`);
    let seq = begun;
    begun = begun.then((n) => n + lines.length);
    for (const { phase: of, event: what, item, data, message, says } of lines) {
      const at = seq;
      seq = seq.then((n) => n + 1);
      last = last.then(async () => {
        const about = { v: 1, cycle_id: event.run, ts: event.at, seq: await at, phase: of, event: what };
        const text = `${JSON.stringify({ ...about, item: item ?? null, data: data ?? {}, message })}\n`;
        const written = await files.append(`${file}.jsonl`, text);
        if (!written.ok) onTrouble(`${file}.jsonl`, written.error);
      });
      // A run that is taken up again goes on with its log.
      const header = event.type === 'run-started';
      for (const line of says ?? [])
        append(`${file}.log`, async () => (header && (await at) > 0 ? line.replace('Started', 'Resumed') : line));
    }
  };

  return {
    name: 'cycle-log',
    open(where) {
      folder = where;
    },
    on(event) {
      if (event.type === 'run-started') staged = event.plan.mode === 'chain';
      if (folder === null || !staged) return;
      phase = phaseOf(event) ?? phase;
      write(event, folder, cycleLines(event, phase));
    },
    async settle() {
      await last;
    },
    async close() {
      await last;
    },
  };
}

/** The phase that an event begins; null for one that happens within another. */
function phaseOf(event: RunEvent): string | null {
  if (event.type === 'stage-started') return event.stage === 'review_design' ? 'review' : event.stage;
  return event.type === 'triaged' ? 'triage' : null;
}
