import { gateSays } from './eval-words.js';
import type { HaltOf, Rollback } from './halt.js';
import type { HaltRule } from './halt-rule.js';
import { firstWords, KEPT, LOOK } from './halt-words.js';

type Rules = { readonly [R in 'eval-gate' | 'regression' | 'cycle-regression']: HaltRule<HaltOf<R>> };

/** How a run stops over what the checks of the project say of its change. */
export const EVAL_HALTS: Rules = {
  'eval-gate': {
    exit: 1,
    family: 26,
    resumable: true,
    outcome: () => 'eval_gate_failed',
    say: ({ found }) => `The change was approved, but is not committed: ${gateSays(found)}.`,
    next: ({ file }) => [
      `Mend it and go on; going on with the files as they are accepts them. The evaluation is ${shown(file)}.`,
      LOOK,
      KEPT,
    ],
  },
  'cycle-regression': {
    exit: 1,
    family: 26,
    resumable: true,
    outcome: () => 'eval_regression',
    say: ({ found }) => `Everything is committed, but since the start ${gateSays(found)}.`,
    next: ({ file }) => [`Mend it and go on, which evaluates again. The evaluation is ${shown(file)}.`],
  },
  regression: {
    exit: 1,
    family: 26,
    resumable: true,
    outcome: () => 'eval_regression',
    say: ({ found, rollback }) => `After the commit of the task ${gateSays(found)}; ${became(rollback)}.`,
    next: ({ rollback, file }) => [...whatNow(rollback), `The evaluation is ${shown(file)}.`],
  },
};

const shown = (file: string): string => `.millstone/evals/${file}`;

function became(rollback: Rollback): string {
  switch (rollback.kind) {
    case 'done':
      return `its commits were taken back by ${rollback.by.slice(0, 12)}`;
    case 'declined':
      return 'its commits stay, as you wanted';
    case 'unattended':
      return 'its commits stay, since nobody was there to ask';
    case 'failed':
      return `its commits stay, since they could not be taken back: ${firstWords(rollback.why)}`;
    default:
      return rollback satisfies never;
  }
}

function whatNow(rollback: Rollback): readonly string[] {
  if (rollback.kind === 'done')
    return [`Going on begins the task anew. What it had done is kept in ${rollback.parked}.`];
  const accepts = 'Mend it and go on; going on with the files as they are accepts them.';
  return rollback.kind === 'unattended' ? [accepts, 'With --auto-rollback nobody is asked.'] : [accepts];
}
