import type { GateFound } from '../domain/eval-compared.js';
import { gateSays } from '../domain/eval-words.js';
import { redChecks, type Shown } from './check-block.js';

/** Failures that the author gets by name. */
const NAMED = 50;

/** What the author is told when an approved change made something worse: names first, then what the checks print. */
export function gateFeedback(found: GateFound, shown: readonly Shown[]): string {
  const { introduced, alreadyBroken } = found;
  const rest = introduced.length > NAMED ? [`- and ${introduced.length - NAMED} more`] : [];
  const parts = [
    `The reviewer approved the change, but it cannot be committed: ${gateSays(found)}. Mend that without taking tests out, skipping them or asking less of them.`,
    introduced.length === 0
      ? ''
      : ['These fail now and did not before:', ...introduced.slice(0, NAMED).map((name) => `- ${name}`), ...rest].join(
          '\n',
        ),
    alreadyBroken.length === 0
      ? ''
      : `Not yours to mend, since they failed before as well: ${alreadyBroken.slice(0, NAMED).join(', ')}`,
    redChecks(shown),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
