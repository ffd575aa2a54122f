import { line } from '../../report/line.js';
import { promptLines } from '../../report/tables/dry-run.js';
import type { Answer } from './answer.js';

/** The answer of a `--dry-run`: what would be done, and what an agent would be sent. */
export const wouldDo = (
  mode: string,
  would: readonly string[],
  prompts: Parameters<typeof promptLines>[0][] = [],
): Answer => ({
  exit: 0,
  says: [
    ...['=== DRY RUN MODE ===', ...would].map((text) => line('result', text)),
    ...prompts.flatMap(promptLines),
    ...['Nothing was changed, and no agent was asked.', '=== END DRY RUN ==='].map((text) => line('result', text)),
  ],
  json: { type: 'dry-run', mode, would, ...(prompts.length === 0 ? {} : { prompts }) },
});
