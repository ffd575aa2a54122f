import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** A file that somebody else appends lines to. */
export interface GrowingFile {
  /** Whole lines that have come since the last call; none while the file is not there. */
  lines(): readonly string[];
}

/** Bytes that are read at a time. */
const CHUNK = 1 << 20;

/** Follows a file from its beginning. One that is cut off or made anew is begun again. */
export function growingFile(path: string): GrowingFile {
  let at = 0;
  let rest = Buffer.alloc(0);
  return {
    lines() {
      const found: string[] = [];
      let file: number;
      try {
        file = openSync(path, 'r');
      } catch {
        return found;
      }
      try {
        if (fstatSync(file).size < at) {
          at = 0;
          rest = Buffer.alloc(0);
        }
        const chunk = Buffer.alloc(CHUNK);
        for (let got = readSync(file, chunk, 0, CHUNK, at); got > 0; got = readSync(file, chunk, 0, CHUNK, at)) {
          at += got;
          rest = Buffer.concat([rest, chunk.subarray(0, got)]);
          // Cut at newlines as bytes: a character may be split between two reads.
          for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
            found.push(rest.subarray(0, end).toString('utf8'));
            rest = rest.subarray(end + 1);
          }
        }
      } catch {
        // It went away while it was read; what comes in its place is begun again.
      } finally {
        closeSync(file);
      }
      return found;
    },
  };
}
