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
