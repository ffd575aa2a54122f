import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Keeps the beginning of a patch in memory, and the whole of it in a file as soon as that is not all. */
export interface PatchKeeper {
  take(bytes: Uint8Array): void;
  /** Ends it; to be called once, also after a failure. `file` is null when the text is the whole patch. */
  close(): KeptPatch;
}

export interface KeptPatch {
  readonly text: string;
  /** Size of the whole. */
  readonly bytes: number;
  readonly file: string | null;
}

const NEWLINE = 10;

/** At most `limit` bytes are kept as text, up to the last whole line, with a sentence about the rest. */
export function keepPatch(limit: number, file: string): PatchKeeper {
  let kept: Uint8Array[] = [];
  let bytes = 0;
  let handle: number | null = null;

  const write = (chunk: Uint8Array): void => {
    for (let at = 0; handle !== null && at < chunk.length; ) at += writeSync(handle, chunk, at);
  };

  return {
    take(chunk) {
      bytes += chunk.length;
      if (handle === null && bytes <= limit) {
        kept.push(chunk.slice());
        return;
      }
      if (handle === null) {
        // As all that holds code of the repository, for its owner alone.
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        handle = openSync(file, 'w', 0o600);
        for (const earlier of kept) write(earlier);
        kept.push(chunk.slice(0, limit - kept.reduce((sum, { length }) => sum + length, 0)));
        kept = [Buffer.concat(kept)];
      }
      write(chunk);
    },
    close() {
      if (handle === null) return { text: Buffer.concat(kept).toString('utf8'), bytes, file: null };
      closeSync(handle);
      const whole = Buffer.concat(kept);
      const shown = whole.subarray(0, whole.lastIndexOf(NEWLINE) + 1);
      const marker = `[The diff is cut here: ${shown.length} of ${bytes} bytes are shown. The whole is in ${file}]\n`;
      return { text: shown.toString('utf8') + marker, bytes, file };
    },
  };
}
