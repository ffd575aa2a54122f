import { closeSync, fdatasyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import { type JournalEntry, type JournalLine, journalLine } from '../../domain/journal.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { Clock } from '../../ports/clock.js';
import type { Journal } from '../../ports/journal.js';
import { systemWords } from '../files/system-words.js';

/** A journal on disk. */
export interface JournalFile extends Journal {
  readonly lines: readonly JournalLine[];
  /** Makes the file say again what was written to it; true when somebody had changed it. */
  mend(): Promise<Result<boolean, Halt>>;
  /** Lets the file go. */
  close(): void;
}

/**
 * Opens a run's journal: JSON lines, each on disk before `append` resolves. A last line that a crash tore is dropped; any
 * other line that cannot be read is damage, and halts with its number.
 */
export async function openJournal(
  file: string,
  clock: Clock,
  onLine: (line: JournalLine) => void = () => undefined,
): Promise<Result<JournalFile, Halt>> {
  const past = await readJournal(file);
  if (!past.ok) return past;
  let handle: number;
  try {
    handle = openSync(file, 'a', 0o600);
    // A torn line stays in the file as a line of its own, which reading forgives only at the end.
    if (past.value.torn > 0) ftruncateSync(handle, past.value.whole);
  } catch (error) {
    return err({ reason: 'state', file, why: systemWords(error) });
  }

  const lines = [...past.value.lines];
  const steps = new Map<string, unknown>();
  for (const line of lines) if (line.kind === 'step') steps.set(line.key, line.value);
  // Without a thread: a line takes a fraction of a millisecond, and two of them can never be woven into each other.
  const write = (line: JournalLine): Result<void, Halt> => {
    try {
      const bytes = Buffer.from(textOf(line));
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
      fdatasyncSync(handle);
    } catch (error) {
      return err({ reason: 'state', file, why: systemWords(error) });
    }
    lines.push(line);
    if (line.kind === 'step') steps.set(line.key, line.value);
    onLine(line);
    return done;
  };
  return ok({
    lines,
    resumed: past.value.lines.length > 0,
    find: (key) => (steps.has(key) ? { value: steps.get(key) } : undefined),
    async append(entry: JournalEntry) {
      return write({ ...entry, at: clock.now().toISOString() } as JournalLine);
    },
    async mend() {
      const whole = lines.map(textOf).join('');
      try {
        const present = await readFile(file, 'utf8').catch(() => null);
        if (present === whole) return ok(false);
        closeSync(handle);
        // An agent that throws away what git ignores takes the folder along.
        await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        await writeFile(file, whole, { mode: 0o600 });
        handle = openSync(file, 'a', 0o600);
        return ok(true);
      } catch (error) {
        return err({ reason: 'state', file, why: systemWords(error) });
      }
    },
    close: () => closeSync(handle),
  });
}

const textOf = (line: JournalLine): string => `${JSON.stringify(line)}\n`;

interface Past {
  readonly lines: readonly JournalLine[];
  /** Bytes of whole lines, and of a torn one after them. */
  readonly whole: number;
  readonly torn: number;
}

async function readJournal(file: string): Promise<Result<Past, Halt>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return ok({ lines: [], whole: 0, torn: 0 });
    return err({ reason: 'state', file, why: systemWords(error) });
  }
  const whole = bytes.lastIndexOf(0x0a) + 1;
  const texts = bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1);
  const lines: JournalLine[] = [];
  for (const [index, text] of texts.entries()) {
    const line = readLine(text);
    if (line === null)
      return err({ reason: 'state', file: `${file}:${index + 1}`, why: 'this line is damaged, or of another version' });
    lines.push(line);
  }
  return ok({ lines, whole, torn: bytes.byteLength - whole });
}

function readLine(text: string): JournalLine | null {
  try {
    const read = journalLine.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
