import type { Answer, Approver } from '../../ports/approver.js';
import { asker, type Input } from './asker.js';

/** Asks a person. Anything but a clear yes is a no; nobody at all is `unattended`. */
export function terminalApprover(input: Input, say: (text: string) => void): Approver {
  const ask = asker(input, say);
  return {
    ask: async ({ risk, title }, signal) =>
      answerIn(await ask(`This task is marked as ${risk} risk: ${title}\nStart it? [y/N] `, signal)),
  };
}

function answerIn(line: string | null): Answer {
  if (line === null) return 'unattended';
  return /^y(es)?$/i.test(line.trim()) ? 'yes' : 'no';
}
