import { hostname } from 'node:os';
import type { RunId } from '../../domain/ids.js';
import type { JournalLine } from '../../domain/journal.js';
import type { Files } from '../../ports/files.js';

/** `state.json`: where the newest run stands, for people and scripts. The journal is what counts. */
export interface StateFile {
  /** Takes notice of a journal line; writing follows, newest only. */
  on(line: JournalLine): void;
  /** Writes what is still to be written. Resolves when the file says what the lines so far came to. */
  settled(): Promise<void>;
  /** Writes the file again if somebody else changed it; true when that was so. */
  mend(): Promise<boolean>;
}

interface Standing {
  readonly task: unknown;
  readonly phase: string;
  readonly cycle: number;
  readonly maxCycles: number;
  readonly halt: { readonly code: string; readonly message: string } | null;
  readonly at: string;
}

/** Phases of `inner.phase`, by the last part of a step's key. Source: state.md 6. */
const PHASE: Readonly<Record<string, string>> = {
  start: 'build',
  author: 'checks',
  'sanity-build': 'review',
  'sanity-review': 'review',
  review: 'commit',
  commit: 'done',
};

/** The task in hand as the journal's lines tell it; null before the first. */
export function standing(lines: readonly JournalLine[]): Standing | null {
  let now: Standing | null = null;
  for (const line of lines) {
    if (line.kind === 'opened')
      now = { task: line.plan.task, phase: 'build', cycle: 0, maxCycles: line.plan.maxCycles, halt: null, at: line.at };
    if (now === null) continue;
    if (line.kind === 'step') {
      const parts = line.key.split('/');
      const cycle = parts.length === 4 ? Number(parts[2]) : Number.NaN;
      now = {
        ...now,
        phase: PHASE[parts.at(-1) ?? ''] ?? now.phase,
        cycle: Number.isInteger(cycle) ? cycle - 1 : now.cycle,
        at: line.at,
      };
    }
    if (line.kind === 'closed') now = null;
    else if (line.kind === 'halted') now = { ...now, halt: { code: line.reason, message: line.says }, at: line.at };
  }
  return now;
}

/** The document, with the original's keys at the root. Keys of others that stood there, `outer_loop` first, are kept. */
export function document(
  run: RunId,
  lines: readonly JournalLine[],
  before: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const now = standing(lines);
  return {
    outer_loop: null,
    builder_session_id: null,
    reviewer_session_id: null,
    session_id: null,
    ...before,
    version: 2,
    run,
    pid: process.pid,
    host: hostname(),
    updated_at: now?.at ?? null,
    inner:
      now === null
        ? null
        : { task: now.task, phase: now.phase, cycle: now.cycle, max_cycles: now.maxCycles, halt: now.halt },
    current_task_num: 1,
    cycle: now?.cycle ?? 0,
    halt_reason: now?.halt?.code ?? null,
    timestamp: now?.at ?? null,
  };
}

/** How far the file may lag behind the journal. */
const LAG_MS = 50;

/** Opens the projection. A file that cannot be read or written never stops a run; what cannot be parsed is kept beside. */
export async function openStateFile(file: string, run: RunId, files: Files): Promise<StateFile> {
  const before = await readBefore(file, files);
  const lines: JournalLine[] = [];
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  let written: string | null = null;
  const write = async (): Promise<void> => {
    const text = `${JSON.stringify(document(run, lines, before), null, 2)}\n`;
    if (text !== written) written = (await files.write(file, text)).ok ? text : null;
  };
  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    writing = writing.then(write);
  };
  return {
    on(line) {
      lines.push(line);
      // Lines come in bursts, and nobody reads that fast.
      timer ??= setTimeout(flush, LAG_MS).unref();
    },
    async settled() {
      flush();
      await writing;
    },
    async mend() {
      await writing;
      if (written === null) return false;
      const present = await files.read(file);
      if (present.ok && present.value === written) return false;
      await files.write(file, written);
      return true;
    },
  };
}

async function readBefore(file: string, files: Files): Promise<Record<string, unknown>> {
  const text = await files.read(file);
  if (!text.ok || text.value === null) return {};
  try {
    const value: unknown = JSON.parse(text.value);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Kept below.
  }
  await files.write(`${file}.corrupt`, text.value);
  return {};
}
