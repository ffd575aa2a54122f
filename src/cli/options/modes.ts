import { flag, only, value } from './flag.js';
import { anyText } from './values.js';

/** What to do: one of these at a time. What belongs to each stands in `cli/modes.ts`. */
export const MODE_FLAGS = {
  task: value('--task <text>', 'do this one task', anyText),
  continue: flag('--continue', 'go on with the run that halted, was stopped or died'),
  abort: only(
    ['continue'],
    'it gives up the unfinished run',
    flag('--abort', 'with --continue: give that run up; files stay, a copy is kept'),
  ),
  doctor: flag('--doctor', 'look at everything that a run needs, and say what to set right'),
  probe: only(['doctor'], 'it asks the agents', flag('--probe', 'with --doctor: one small real call to every agent')),
};
