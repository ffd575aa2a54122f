import type { RunId } from '../../domain/ids.js';
import type { JournalLine } from '../../domain/journal.js';
import type { Files } from '../../ports/files.js';
import { asObject, isOriginal, laterVersion } from './original-state.js';
import { document, NOTHING_TOLD, tell } from './projection.js';

/** `state.json`: where the newest run stands, for people and scripts. The journal is what counts. */
export interface StateFile {
  /** Takes notice of a journal line; writing follows, newest only. */
  on(line: JournalLine): void;
  /** Writes what is still to be written. Resolves when the file says what the lines so far came to. */
  settled(): Promise<void>;
  /** Writes the file again if somebody else changed it; true when that was so. */
  mend(): Promise<boolean>;
  /** What stood there before, if the original wrote it; it names no task, so that nothing can go on from it. */
  readonly original: Readonly<Record<string, unknown>> | null;
  /** Where what stood there is kept that could not be read; null when all was well. */
  readonly corrupt: string | null;
}

/** How far the file may lag behind the journal. */
const LAG_MS = 50;

/** Opens the projection. A file that cannot be read or written never stops a run; what cannot be parsed is kept beside. */
export async function openStateFile(file: string, run: RunId, files: Files): Promise<StateFile> {
  const read = await readBefore(file, files);
  const before = read ?? {};
  let told = NOTHING_TOLD;
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  let written: string | null = null;
  const write = async (): Promise<void> => {
    const text = `${JSON.stringify(document(run, told, before), null, 2)}\n`;
    if (text !== written) written = (await files.write(file, text)).ok ? text : null;
  };
  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    writing = writing.then(write);
  };
  return {
    original: isOriginal(before) ? before : null,
    corrupt: read === null ? corruptOf(file) : null,
    on(line) {
      told = tell(told, line);
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

const corruptOf = (file: string): string => `${file}.corrupt`;

/** Null when there is something that is no state, or none that this version reads. */
async function readBefore(file: string, files: Files): Promise<Record<string, unknown> | null> {
  const text = await files.read(file);
  if (!text.ok || text.value === null) return {};
  const state = asObject(text.value);
  if (state !== null && laterVersion(state) === null) return state;
  await files.write(corruptOf(file), text.value);
  return null;
}
