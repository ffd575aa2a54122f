import { open } from 'node:fs/promises';

/** Bytes from the end of a journal that hold its last line, unless that tells of very many commits. */
const TAIL = 4_096;
const FINISHED = /^\{"kind":"(?:closed|undone)"/;

/** Whether the last line of a journal is that of a run which came to its end; false also where it cannot be told. */
export async function endsFinished(file: string): Promise<boolean> {
  try {
    await using journal = await open(file);
    const { size } = await journal.stat();
    const { buffer, bytesRead } = await journal.read(Buffer.alloc(TAIL), 0, TAIL, Math.max(0, size - TAIL));
    const lines = buffer.subarray(0, bytesRead).toString('utf8').split('\n');
    // A whole line ends with a newline, so that the last part is empty.
    return lines.at(-1) === '' && FINISHED.test(lines.at(-2) ?? '');
  } catch {
    return false;
  }
}
