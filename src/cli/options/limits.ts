import { flag, setting, value } from './flag.js';
import { amount, whole } from './values.js';

/** What a run may do, and for how long. */
export const LIMIT_FLAGS = {
  maxTasks: setting(
    value('-n, --max-tasks <n>', 'tasks of the tasklist that a run does', whole(), {
      shown: 5,
      key: 'max_tasks',
    }),
  ),
  compactThreshold: setting(
    value('--compact-threshold <n>', 'ticked tasks from which on the list is compacted; 0 is never', whole(), {
      shown: 20,
      key: 'compact_threshold',
    }),
  ),
  maxCycles: setting(
    value('--max-cycles <n>', 'rounds of writing and review', whole(1), { shown: 3, key: 'max_cycles' }),
  ),
  locThreshold: setting(
    value('--loc-threshold <n>', 'changed lines a task may have; the lower of this and policy.toml counts', whole(0), {
      shown: 1_000_000,
      key: 'loc_threshold',
    }),
  ),
  timeout: setting(
    value('--timeout <seconds>', 'longest call of an agent; 0 is none', whole(0), { shown: 3_600, key: 'timeout' }),
  ),
  idleTimeout: setting(
    value('--idle-timeout <seconds>', 'longest silence of an agent; 0 is none', whole(0), {
      shown: 900,
      key: 'idle_timeout',
    }),
  ),
  maxCost: setting(
    value('--max-cost <usd>', 'US dollars of a run, as its agents report them', amount, { key: 'max_cost' }),
  ),
  maxTokens: setting(value('--max-tokens <n>', 'tokens of a run, in and out', whole(1), { key: 'max_tokens' })),
  maxMinutes: setting(value('--max-minutes <n>', 'minutes of a run', amount, { key: 'max_minutes' })),
  yesHighRisk: setting(flag('--yes-high-risk', 'answer the question about a high-risk task with yes')),
  noTasklistEdits: setting(flag('--no-tasklist-edits', 'halt when the tasklist is edited')),
};
