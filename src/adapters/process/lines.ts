const NEWLINE = 0x0a;

/** A stream of bytes as lines. */
export interface LineSplitter {
  push(chunk: Uint8Array): void;
  /** Hands out a last line without a newline. */
  end(): void;
}

/**
 * Splits bytes into lines without `\n` or `\r\n`. A line longer than `cap` bytes is handed out cut, with `cut` true,
 * and the rest of it is dropped. Made by hand, since readline holds a whole line in memory however long it is.
 */
export function lines(onLine: (line: string, cut: boolean) => void, cap: number): LineSplitter {
  let parts: Buffer[] = [];
  let size = 0;
  let cut = false;

  const keep = (bytes: Buffer): void => {
    const room = cap - size;
    if (bytes.byteLength > room) cut = true;
    if (room <= 0) return;
    const part = bytes.subarray(0, room);
    // A small part of a big chunk is copied, so that the chunk itself can be let go.
    parts.push(part.byteLength * 2 < part.buffer.byteLength ? Buffer.from(part) : part);
    size += part.byteLength;
  };
  const flush = (): void => {
    const whole = parts.length === 1 ? parts[0] : Buffer.concat(parts);
    const text = (whole ?? Buffer.alloc(0)).toString('utf8');
    const wasCut = cut;
    parts = [];
    size = 0;
    cut = false;
    onLine(text.endsWith('\r') ? text.slice(0, -1) : text, wasCut);
  };

  return {
    push(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      let from = 0;
      for (let at = bytes.indexOf(NEWLINE, from); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
        keep(bytes.subarray(from, at));
        flush();
        from = at + 1;
      }
      if (from < bytes.byteLength) keep(bytes.subarray(from));
    },
    end() {
      if (size > 0 || cut) flush();
    },
  };
}
