/** How long a pipe may take to bring an answer that waits in it (L15). */
const PIPE_MS = 2_000;
/** Characters after which something is no answer, whatever follows. */
const LONGEST = 1_000;

/** The stream a person, or a script, answers on. */
export interface Input {
  readonly isTTY?: boolean | undefined;
  readonly readableEnded?: boolean | undefined;
  on(event: 'data', listener: (chunk: Buffer | string) => void): unknown;
  on(event: 'end' | 'error', listener: () => void): unknown;
  off(event: 'data', listener: (chunk: Buffer | string) => void): unknown;
  off(event: 'end' | 'error', listener: () => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

/** Asks for a line of text; null when nobody answers. */
export type Ask = (text: string, signal: AbortSignal) => Promise<string | null>;

/**
 * Asks on the terminal, with `say` as its other half. On a pipe a waiting line is an answer; its end, or two silent
 * seconds, is nobody. A person is waited for.
 */
export function asker(input: Input, say: (text: string) => void): Ask {
  const isPerson = input.isTTY === true;
  /** Lines of a pipe that came along with an earlier answer. */
  let ahead = '';
  return async (text, signal) => {
    say(text);
    const read = await nextLine(input, ahead, isPerson ? 0 : PIPE_MS, signal);
    ahead = isPerson ? '' : read.rest;
    // A person's own return key has ended the line.
    if (!isPerson || read.line === null) say('\n');
    return read.line;
  };
}

/** A line with what came after it; null when there is none. */
interface Read {
  readonly line: string | null;
  readonly rest: string;
}

/** The next line. The end of the input ends it, silence and a stop do not. A time limit of 0 waits for ever. */
function nextLine(input: Input, ahead: string, limitMs: number, signal: AbortSignal): Promise<Read> {
  return new Promise((resolve) => {
    let text = ahead;
    let timer: NodeJS.Timeout | null = null;
    const finish = (line: string | null, rest: string): void => {
      if (timer !== null) clearTimeout(timer);
      input.off('data', onData);
      input.off('end', onEnd);
      input.off('error', onNobody);
      signal.removeEventListener('abort', onNobody);
      // Reading on would keep the process alive.
      input.pause();
      resolve({ line, rest });
    };
    const look = (): void => {
      const end = text.indexOf('\n');
      if (end >= 0) finish(text.slice(0, end), text.slice(end + 1));
      else if (text.length > LONGEST) finish(text, '');
    };
    const onData = (chunk: Buffer | string): void => {
      text += chunk.toString();
      look();
    };
    const onEnd = (): void => finish(text.trim() === '' ? null : text, '');
    const onNobody = (): void => finish(null, '');
    if (signal.aborted) return onNobody();
    if (text.includes('\n')) return look();
    if (input.readableEnded === true) return onEnd();
    if (limitMs > 0) timer = setTimeout(onNobody, limitMs);
    input.on('data', onData);
    input.on('end', onEnd);
    input.on('error', onNobody);
    signal.addEventListener('abort', onNobody, { once: true });
    input.resume();
  });
}
