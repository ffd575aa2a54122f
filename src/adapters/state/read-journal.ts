import { readFile } from 'node:fs/promises';
import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import { type JournalText, journalLines } from '../../formats/journal-lines.js';
import { NO_SEAL } from '../../formats/journal-seal.js';
import { systemWords } from '../files/system-words.js';

/** Reads a journal without touching it. A file that is not there is an empty one. */
export async function readJournal(file: string): Promise<Result<JournalText, Halt>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return ok({ lines: [], text: '', whole: 0, torn: 0, seal: NO_SEAL });
    return err({ reason: 'state', file, why: systemWords(error) });
  }
  const read = journalLines(bytes);
  return read.ok ? read : err({ reason: 'state', file: `${file}:${read.error.line}`, why: read.error.why });
}
