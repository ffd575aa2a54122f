import type { HaltOf } from './halt.js';
import type { HaltRule } from './halt-rule.js';

type OwnStageHalt = HaltOf<'own-stage'>;

const SAYS: Readonly<Record<OwnStageHalt['what'], (halt: OwnStageHalt) => string>> = {
  stopped: ({ says }) => `said stop: ${says}`,
  threw: ({ says }) => `failed: ${says}`,
  hung: ({ says }) => `did not come to an end: ${says}`,
  ended: ({ says }) => `gave no answer: ${says}`,
  garbage: ({ says }) => `cannot be used: it ${says}`,
  touched: ({ says }) => `may only look, but changed ${says}; that was undone`,
  changed: ({ says }) => `is not what it was when the run began; changed since: ${says}`,
};

/** What the halts of stages of the user's mean. */
export const OWN_STAGE_RULE: HaltRule<OwnStageHalt> = {
  exit: 1,
  family: 32,
  resumable: true,
  outcome: () => 'blocked',
  say: (halt) => `The stage ${halt.stage} (${halt.module}) ${SAYS[halt.what](halt)}.`.replace(/\.\.$/, '.'),
  next: ({ what, module }) => {
    if (what === 'changed')
      return [
        'Look at what was changed in it: an agent of this run may have done that. Nothing of it was run.',
        'Going on agrees with those files as they are now; if they should not be so, put them back first.',
      ];
    if (what === 'stopped') return ['Set right what it found, then go on: it is asked again.'];
    return [`Mend ${module}, then go on: the run asks once more before it takes a changed module.`];
  },
};
