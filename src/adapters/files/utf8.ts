import { isUtf8 } from 'node:buffer';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bytes that are no text. Line and column count from 1, the column in characters. */
export class InvalidUtf8 extends Error {
  constructor(
    readonly line: number,
    readonly column: number,
  ) {
    super('it is no valid UTF-8');
  }
}

/** The text of some bytes, a byte order mark included. Throws `InvalidUtf8` where they are none. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    const before = validStart(bytes);
    const lines = before.split('\n');
    throw new InvalidUtf8(lines.length, [...(lines.at(-1) ?? '')].length + 1);
  }
}

/** The texts between newlines; null for one that is no text. In UTF-8 the byte of a newline is nothing else. */
export function linesOf(bytes: Buffer): readonly (string | null)[] {
  const lines: (string | null)[] = [];
  for (let from = 0; ; ) {
    const end = bytes.indexOf(0x0a, from);
    const line = bytes.subarray(from, end < 0 ? bytes.length : end);
    lines.push(isUtf8(line) ? line.toString('utf8') : null);
    if (end < 0) return lines;
    from = end + 1;
  }
}

/** What comes before the first wrong byte. A U+FFFD stands for one, unless the bytes really say U+FFFD. */
function validStart(bytes: Uint8Array): string {
  const text = lenient.decode(bytes);
  let from = 0;
  let offset = 0;
  for (;;) {
    const mark = text.indexOf('\uFFFD', from);
    if (mark < 0) return text;
    offset += Buffer.byteLength(text.slice(from, mark));
    if (!Buffer.from('\uFFFD').equals(bytes.subarray(offset, offset + 3))) return text.slice(0, mark);
    from = mark + 1;
    offset += 3;
  }
}
