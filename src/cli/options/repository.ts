import { flag, only, setting, value } from './flag.js';
import { anyText, someText } from './values.js';

/** Where the work is done, and in which state of the repository it may begin. */
export const REPOSITORY_FLAGS = {
  repoDir: value('--repo-dir <path>', 'the repository to work on', someText, { shown: 'the current folder' }),
  tasklist: setting(
    value('--tasklist <path>', 'the tasklist', someText, { shown: '.millstone/tasklist.md', key: 'tasklist' }),
  ),
  allowDirty: setting(flag('--allow-dirty', 'start with uncommitted changes; they stay out of the commit')),
  clearStop: only(
    ['worklist', 'task', 'compact', 'continue', 'analyze', 'design', 'plan', 'deliver', 'cycle'],
    'nothing else is stopped by it',
    flag('--clear-stop', 'file .millstone/STOP.md away and start'),
  ),
  promptsDir: setting(
    value('--prompts-dir <path>', 'prompts that replace the built-in ones, file by file', anyText, {
      key: 'prompts_dir',
    }),
  ),
};
