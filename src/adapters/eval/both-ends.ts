import { stripVTControlCharacters } from 'node:util';
import { Tail } from '../process/tail.js';

/** Keeps the beginning and the end of a stream, however much flows through: a first error, and the summary. */
export class BothEnds {
  private readonly head: Buffer[] = [];
  private readonly tail: Tail;
  private room: number;
  private beyond = 0;

  /** Limits in bytes. */
  constructor(
    headBytes: number,
    private readonly tailBytes: number,
  ) {
    this.room = headBytes;
    this.tail = new Tail(tailBytes);
  }

  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const first = bytes.subarray(0, this.room);
    const rest = bytes.subarray(first.byteLength);
    // A copy, since the stream may use its buffer again.
    if (first.byteLength > 0) this.head.push(Buffer.from(first));
    this.room -= first.byteLength;
    this.beyond += rest.byteLength;
    if (rest.byteLength > 0) this.tail.push(rest);
  }

  /** What was kept, without escape sequences; between the two ends a line that says how much is missing. */
  text(): string {
    const begin = Buffer.concat(this.head).toString('utf8');
    const missing = this.beyond - this.tailBytes;
    // Bytes of a character that was cut in two.
    const whole =
      missing <= 0
        ? Buffer.concat([...this.head, this.tail.bytes()]).toString('utf8')
        : `${begin.replace(/\uFFFD$/, '')}\n[... ${missing} bytes left out ...]\n${this.tail.text().replace(/^\uFFFD+/, '')}`;
    return stripVTControlCharacters(whole).replaceAll('\r\n', '\n');
  }
}
