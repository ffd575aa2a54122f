import { rm } from 'node:fs/promises';
import { type RollbackContext, rollbackContext } from '../../domain/rollback.js';
import type { Files } from '../../ports/files.js';
import type { Rollbacks } from '../../ports/rollbacks.js';

/** What was taken back last, in a file; within a process what it wrote itself counts first. */
export function rollbackFile(file: string, files: Files): Rollbacks {
  let own: RollbackContext | null = null;
  return {
    async keep(context) {
      own = context;
      return files.write(file, `${JSON.stringify(context, null, 2)}\n`);
    },
    async last() {
      if (own !== null) return own;
      const text = await files.read(file);
      if (!text.ok || text.value === null) return null;
      try {
        const read = rollbackContext.safeParse(JSON.parse(text.value));
        return read.success ? read.data : null;
      } catch {
        return null;
      }
    },
    async clear() {
      own = null;
      await rm(file, { force: true });
    },
  };
}
