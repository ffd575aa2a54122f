import {
  closeSync,
  fdatasyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import type { JournalEntry, JournalLine } from '../../domain/journal.js';
import { remember } from '../../domain/recall.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { sealLine } from '../../formats/journal-seal.js';
import type { Clock } from '../../ports/clock.js';
import type { Journal } from '../../ports/journal.js';
import { systemWords } from '../files/system-words.js';
import { readJournal } from './read-journal.js';

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
  // As it stands on disk: what was read need not be written again letter by letter.
  let whole = past.value.text;
  let length = past.value.whole;
  let { seal } = past.value;
  let broken: Halt | null = null;
  const memory = remember();
  /** On which line a step was recorded last. */
  const places = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    memory.on(line);
    if (line.kind === 'step') places.set(line.key, index + 1);
  }
  const { steps, openIntents } = memory.now();
  // Without a thread: a line takes a fraction of a millisecond, and two of them can never be woven into each other.
  const write = (line: JournalLine): Result<void, Halt> => {
    if (broken !== null) return err(broken);
    const sealed = seal === null ? { text: JSON.stringify(line), seal } : sealLine(seal, line);
    const bytes = Buffer.from(`${sealed.text}\n`);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
      fdatasyncSync(handle);
    } catch (error) {
      const halt: Halt = { reason: 'state', file, why: systemWords(error) };
      // Half a line must not stay in front of the next one; where it does, there is no next one.
      if (!cutTo(handle, length)) broken = halt;
      return err(halt);
    }
    length += bytes.length;
    seal = sealed.seal;
    lines.push(line);
    if (line.kind === 'step') places.set(line.key, lines.length);
    whole += bytes.toString('utf8');
    memory.on(line);
    onLine(line);
    return done;
  };
  return ok({
    lines,
    resumed: past.value.lines.length > 0,
    find: (key) => (steps.has(key) ? { value: steps.get(key), where: `${file}:${places.get(key)}` } : undefined),
    keys: () => [...steps.keys()],
    begun: (key) => openIntents.has(key),
    meant: (key) => openIntents.get(key)?.before ?? null,
    async append(entry: JournalEntry) {
      return write({ ...entry, at: clock.now().toISOString() } as JournalLine);
    },
    async mend() {
      try {
        if (textOf(file) === whole) return ok(false);
        closeSync(handle);
        // An agent that throws away what git ignores takes the folder along.
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        writeFileSync(file, whole, { mode: 0o600 });
        handle = openSync(file, 'a', 0o600);
        return ok(true);
      } catch (error) {
        return err({ reason: 'state', file, why: systemWords(error) });
      }
    },
    close: () => closeSync(handle),
  });
}

/** Null for a file that is not there, or can no longer be read. */
function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** Takes away what was written behind so many bytes; false when that fails as well. */
function cutTo(handle: number, length: number): boolean {
  try {
    ftruncateSync(handle, length);
    return true;
  } catch {
    return false;
  }
}
