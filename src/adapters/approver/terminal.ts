import type { Answer, Approver, Question } from '../../ports/approver.js';
import { asker, type Input } from './asker.js';

/** Asks a person. Anything but a clear yes is a no; nobody at all is `unattended`. */
export function terminalApprover(input: Input, say: (text: string) => void): Approver {
  const ask = asker(input, say);
  return {
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
