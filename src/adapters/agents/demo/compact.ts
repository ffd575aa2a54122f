import { readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { readTasklist } from '../../../formats/tasklist.js';

/** Takes the done tasks out of the tasklist that a prompt names, and says in their place how many there were. */
export function compact(prompt: string, folder: string): string {
  const path = /^The tasklist is (.+): a line that begins/m.exec(prompt)?.[1];
  if (path === undefined) throw new Error('the prompt names no tasklist');
  const file = isAbsolute(path) ? path : join(folder, path);
  const before = readFileSync(file, 'utf8');
  const done = readTasklist(before).entries.filter((entry) => entry.done);
  let after = '';
  let at = 0;
  for (const { start, end } of done) {
    after += before.slice(at, start);
    at = end + (/^\r?\n?/.exec(before.slice(end))?.[0].length ?? 0);
  }
  after += before.slice(at);
  const told = `${after.trimEnd()}\n\n## Completed\n\n${done.length} tasks.\n`;
  writeFileSync(file, told.length < before.length ? told : after);
  return `I left out ${done.length} done tasks. (This is the demo agent: it says nothing of what they were.)`;
}
