import type { Answer, Approver, GateAnswer, Question } from '../../ports/approver.js';
import { asker, type Input } from './asker.js';

/** What is done besides asking. */
export interface Hands {
  /** Whether a person watches, rather than a program that reads events. */
  readonly attended: boolean;
  readonly edit: Approver['edit'];
}

/** Asks a person. Anything but a clear yes is a no; nobody at all is `unattended`. */
export function terminalApprover(input: Input, say: (text: string) => void, hands: Hands): Approver {
  const ask = asker(input, say);
  return {
    edit: hands.edit,
    async atGate({ made }, signal) {
      if (input.isTTY !== true || !hands.attended) return { kind: 'stop' };
      for (;;) {
        const line = await ask('[a]pprove, [e]dit, [r]eject, or [s]top and decide later? ', signal);
        const answer = gateAnswerIn(line);
        if (answer === 'reject') {
          const why = await ask('Why? It goes back to its author with this; nothing refuses it for good: ', signal);
          return why === null ? { kind: 'stop' } : { kind: 'reject', why: why.trim() === '' ? null : why.trim() };
        }
        if (answer !== null && !(answer === 'edit' && made.length === 0)) return { kind: answer };
      }
    },
    ask: async (question, signal) => answerIn(await ask(textOf(question), signal)),
  };
}

function textOf(question: Question): string {
  if (question.asks === 'high-risk-task')
    return `This task is marked as ${question.risk} risk: ${question.title}\nStart it? [y/N] `;
  const { title, why, commits } = question;
  const ids = commits.map(({ id }) => id.slice(0, 8)).join(', ');
  return `After "${title}" ${why}.\nRevert commit${commits.length === 1 ? '' : 's'} ${ids}? [y/N] `;
}

function answerIn(line: string | null): Answer {
  if (line === null) return 'unattended';
  return /^y(es)?$/i.test(line.trim()) ? 'yes' : 'no';
}

/** Null for a word that is none of them; nobody at all, or a stop, decides later. */
function gateAnswerIn(line: string | null): GateAnswer['kind'] | null {
  if (line === null) return 'stop';
  const word = line.trim().toLowerCase();
  if (/^(a|approve|y|yes)$/.test(word)) return 'approve';
  if (/^(e|edit)$/.test(word)) return 'edit';
  if (/^(r|reject|n|no)$/.test(word)) return 'reject';
  return /^(s|stop|q|quit|)$/.test(word) ? 'stop' : null;
}
