import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Files } from '../../ports/files.js';
import type { StopFile } from '../../ports/stop-file.js';
import { systemWords } from '../files/system-words.js';
import { STOP_FILE } from './layout.js';

/** `.millstone/STOP.md` on disk. */
export function stopFile(path: string, files: Files): StopFile {
  const halted = <T>(result: Result<T, string>): Result<T, Halt> =>
    result.ok ? result : err({ reason: 'state', file: STOP_FILE, why: result.error });
  return {
    name: STOP_FILE,
    read: async () => halted(await files.read(path)),
    write: async (text) => halted(await files.write(path, text)),
  };
}

/**
 * Files STOP.md away under the run that goes on without it; nothing ever deletes it (L22), nor an earlier one that lies
 * there. Returns where it lies now; null when there is none.
 */
export async function fileAway(path: string, folder: string): Promise<Result<string | null, Halt>> {
  if (!existsSync(path)) return ok(null);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    let to = join(folder, 'STOP.md');
    for (let n = 2; existsSync(to); n++) to = join(folder, `STOP-${n}.md`);
    await rename(path, to);
    return ok(to);
  } catch (error) {
    return err({ reason: 'state', file: dirname(path), why: systemWords(error) });
  }
}
