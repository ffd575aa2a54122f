import { join } from 'node:path';
import { nodeFiles } from '../../adapters/files/node-files.js';
import type { Problem } from '../../domain/halt.js';

const FIX =
  'millstone --task "..." needs none. A list is a Markdown file with a line "- [ ] what is to be done" for each task';

/** What stands in the way of working through a list; `file` is relative to `top`. */
export async function tasklistProblems(top: string, file: string): Promise<readonly Problem[]> {
  const text = await nodeFiles.read(join(top, file));
  if (!text.ok) return [{ what: text.error.replace(`${top}/`, ''), fix: 'set right what is wrong with the tasklist' }];
  return text.value === null ? [{ what: `the tasklist ${file} was not found`, fix: FIX }] : [];
}
