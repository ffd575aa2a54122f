import type { Answer, Approver } from '../../ports/approver.js';

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

/**
 * Asks on the terminal. On a pipe a waiting line is an answer; its end, or two silent seconds, is nobody. Anything but
 * a clear yes is a no.
 */
export function terminalApprover(input: Input, say: (text: string) => void): Approver {
  const isPerson = input.isTTY === true;
  /** Lines of a pipe that came along with an earlier answer. */
  let ahead = '';
  return {
    async ask(question, signal) {
      say(`This task is marked as ${question.risk} risk: ${question.title}\nStart it? [y/N] `);
      const read = await oneLine(input, ahead, isPerson ? 0 : PIPE_MS, signal);
      ahead = isPerson ? '' : read.rest;
      // A person's own return key has ended the line.
      if (!isPerson || read.line === null) say('\n');
      return answerIn(read.line);
    },
  };
}

function answerIn(line: string | null): Answer {
  if (line === null) return 'unattended';
  return /^y(es)?$/i.test(line.trim()) ? 'yes' : 'no';
}

/** A line with what came after it; null when there is none. */
interface Read {
  readonly line: string | null;
  readonly rest: string;
}

/** The next line. The end of the input ends it, silence and a stop do not. A time limit of 0 waits for ever. */
function oneLine(input: Input, ahead: string, limitMs: number, signal: AbortSignal): Promise<Read> {
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
