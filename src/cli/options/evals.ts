import { type Flag, flag, only, setting, value } from './flag.js';
import { someText } from './values.js';

const ofRun = <T>(of: Flag<T>): Flag<T> =>
  only(['worklist', 'task', 'continue'], 'it is about what tasks change', setting(of));

/** What the project's own checks decide during a run. */
export const EVAL_FLAGS = {
  evalOnTask: ofRun(
    value('--eval-on-task <mode>', 'evaluate before each commit: none, smoke, full, a path or a command', someText, {
      shown: 'none',
      key: 'eval_on_task',
    }),
  ),
  skipEval: ofRun(flag('--skip-eval', 'leave out the evaluation before commits, whatever the settings say')),
  evalOnCommit: ofRun(
    flag('--eval-on-commit', 'evaluate after each commit; what got worse halts', { key: 'eval_on_commit' }),
  ),
  noEvalOnCommit: ofRun(flag('--no-eval-on-commit', 'do not, whatever the settings say')),
  autoRollback: ofRun(
    flag('--auto-rollback', 'with --eval-on-commit: take back what made things worse, without asking', {
      key: 'auto_rollback',
    }),
  ),
  noAutoRollback: ofRun(flag('--no-auto-rollback', 'ask first, whatever the settings say')),
};
