import { type FileHandle, mkdir, open, readFile, writeFile } from 'node:fs/promises';
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
  close(): Promise<void>;
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
  let handle: FileHandle;
  try {
    handle = await open(file, 'a', 0o600);
    // A torn line stays in the file as a line of its own, which reading forgives only at the end.
    if (past.value.torn > 0) await handle.truncate(past.value.whole);
  } catch (error) {
    return err({ reason: 'state', file, why: systemWords(error) });
  }

  const lines = [...past.value.lines];
  const steps = new Map<string, unknown>();
  for (const line of lines) if (line.kind === 'step') steps.set(line.key, line.value);
  let last: Promise<unknown> = Promise.resolve();
  const write = async (line: JournalLine): Promise<Result<void, Halt>> => {
    try {
      await handle.appendFile(textOf(line));
      await handle.datasync();
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
    find: (key) => (steps.has(key) ? { value: steps.get(key) } : undefined),
    append(entry: JournalEntry) {
      const line = { ...entry, at: clock.now().toISOString() } as JournalLine;
      // One after the other: two lines must never be woven into each other.
      const next = last.then(() => write(line));
      last = next;
      return next;
    },
    async mend() {
      await last;
      const whole = lines.map(textOf).join('');
      try {
        const present = await readFile(file, 'utf8').catch(() => null);
        if (present === whole) return ok(false);
        await handle.close();
        // An agent that throws away what git ignores takes the folder along.
        await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        await writeFile(file, whole, { mode: 0o600 });
        handle = await open(file, 'a', 0o600);
        return ok(true);
      } catch (error) {
        return err({ reason: 'state', file, why: systemWords(error) });
      }
    },
    async close() {
      await last;
      await handle.close().catch(() => undefined);
    },
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
