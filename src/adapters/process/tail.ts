/** Keeps the last bytes of a stream, however much flows through. */
export class Tail {
  private chunks: Buffer[] = [];
  private size = 0;

  /** `limit` in bytes. */
  constructor(private readonly limit: number) {}

  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.chunks.push(bytes.byteLength > this.limit ? bytes.subarray(bytes.byteLength - this.limit) : bytes);
    this.size += bytes.byteLength;
    // Joined only now and then, so that a flood of small chunks costs no copy each.
    if (this.chunks.length > 64 || this.size > this.limit * 2) this.chunks = [this.join()];
  }

  /** What was kept; bytes that are no UTF-8 become replacement characters. */
  text(): string {
    return this.bytes().toString('utf8');
  }

  bytes(): Buffer {
    return this.join();
  }

  private join(): Buffer {
    const all = Buffer.concat(this.chunks);
    // A copy, since a view would keep the whole joined buffer alive.
    const kept = all.byteLength > this.limit ? Buffer.from(all.subarray(all.byteLength - this.limit)) : all;
    this.size = kept.byteLength;
    return kept;
  }
}
