import type { RunEvent } from '../../src/domain/event.js';
import type { Halt } from '../../src/domain/halt.js';
import type { JournalEntry, JournalLine } from '../../src/domain/journal.js';
import { recall } from '../../src/domain/recall.js';
import { err, ok, type Result } from '../../src/domain/result.js';
import type { RunContext } from '../../src/loops/context.js';
import type { Clock } from '../../src/ports/clock.js';
import type { Journal } from '../../src/ports/journal.js';

/** A journal in memory; `full` makes the next writes fail as on a full disk. */
export class MemoryJournal implements Journal {
  full = false;
  /** Lines that it has room for. */
  room = Number.POSITIVE_INFINITY;
  /** Set by the run that takes it. */
  resumed = false;
  constructor(readonly entries: JournalEntry[] = []) {}

  find(key: string): { readonly value: unknown; readonly where: string } | undefined {
    const { steps } = recall(this.entries);
    const line = this.entries.findLastIndex((entry) => entry.kind === 'step' && entry.key === key) + 1;
    return steps.has(key) ? { value: steps.get(key), where: `journal:${line}` } : undefined;
  }

  keys(): readonly string[] {
    return [...recall(this.entries).steps.keys()];
  }

  begun(key: string): boolean {
    return recall(this.entries).openIntents.has(key);
  }

  meant(key: string): Readonly<Record<string, string>> | null {
    return recall(this.entries).openIntents.get(key)?.before ?? null;
  }

  async append(entry: JournalEntry): Promise<Result<void, Halt>> {
    if (this.full || this.entries.length >= this.room)
      return err({ reason: 'state', file: 'journal', why: 'the disk is full' });
    // As on disk: what is read back has been through JSON.
    this.entries.push(JSON.parse(JSON.stringify(entry)));
    return ok(undefined);
  }
}

/** Time that passes only when somebody waits for it. */
export class ManualClock implements Clock {
  readonly waits: number[] = [];
  private at = Date.UTC(2026, 0, 1);

  now(): Date {
    return new Date(this.at);
  }

  async sleep(ms: number): Promise<void> {
    this.waits.push(ms);
    this.at += ms;
  }
}

/** A run without disk, process or clock. */
export class MemoryContext implements RunContext {
  readonly events: RunEvent[] = [];
  readonly journal: MemoryJournal;
  readonly clock = new ManualClock();
  private readonly controller = new AbortController();
  readonly signal = this.controller.signal;

  constructor(journal = new MemoryJournal()) {
    this.journal = journal;
    journal.resumed = journal.entries.length > 0;
  }

  readonly emit = (event: RunEvent): void => {
    this.events.push(event);
  };

  abort(): void {
    this.controller.abort('SIGINT');
  }

  types(): readonly RunEvent['type'][] {
    return this.events.map((event) => event.type);
  }

  of<T extends RunEvent['type']>(type: T): readonly Extract<RunEvent, { type: T }>[] {
    return this.events.filter((event): event is Extract<RunEvent, { type: T }> => event.type === type);
  }
}

/** The lines of a journal as a process finds them that begins now; those of a process were all written as it began. */
export const stampedLines = ({ journal, clock }: Pick<MemoryContext, 'journal' | 'clock'>): readonly JournalLine[] =>
  journal.entries.map((entry) => ({ ...entry, at: clock.now().toISOString() }));
