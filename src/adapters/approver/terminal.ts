import type { Answer, Approver } from '../../ports/approver.js';

/** How long a pipe may take to bring an answer that waits in it (L15). */
const PIPE_MS = 2_000;

/** The stream a person, or a script, answers on. */
export interface Input {
  readonly isTTY?: boolean | undefined;
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
  return {
    async ask(question, signal) {
      say(`This task is marked as high risk: ${question.title}\nStart it? [y/N] `);
      const line = await oneLine(input, input.isTTY === true ? 0 : PIPE_MS, signal);
      if (input.isTTY !== true) say('\n');
      return answerIn(line);
    },
  };
}

function answerIn(line: string | null): Answer {
  if (line === null) return 'unattended';
  return /^y(es)?$/i.test(line.trim()) ? 'yes' : 'no';
}

/** The first line; null when there is none. A time limit of 0 waits for ever. */
function oneLine(input: Input, limitMs: number, signal: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    let text = '';
    const finish = (line: string | null): void => {
      if (timer !== null) clearTimeout(timer);
      input.off('data', onData);
      input.off('end', onEnd);
      input.off('error', onEnd);
      signal.removeEventListener('abort', onEnd);
      // Reading on would keep the process alive.
      input.pause();
      resolve(line);
    };
    const onData = (chunk: Buffer | string): void => {
      text += chunk.toString();
      if (text.includes('\n')) finish(text.split('\n')[0] ?? '');
    };
    const onEnd = (): void => finish(text.trim() === '' ? null : text);
    const timer = limitMs > 0 ? setTimeout(onEnd, limitMs) : null;
    input.on('data', onData);
    input.on('end', onEnd);
    input.on('error', onEnd);
    signal.addEventListener('abort', onEnd, { once: true });
    if (signal.aborted) onEnd();
    else input.resume();
  });
}
