import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalLine } from '../../src/domain/journal.js';

const runs = (repo: string): string => join(repo, '.millstone/runs');

/** The file of the one run in a repository that is named after the run, with this behind; absolute. */
export function recordFile(repo: string, ending: string): string {
  const [name, ...more] = readdirSync(runs(repo)).filter((one) => one.slice(one.indexOf('.')) === ending);
  if (name === undefined || more.length > 0) throw new Error(`not one file *${ending} in ${runs(repo)}`);
  return join(runs(repo), name);
}

/** The journal of the one run in a repository. */
export const journalOf = (repo: string): readonly JournalLine[] =>
  readFileSync(recordFile(repo, '.journal.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as JournalLine);

/** The files that the run has kept of its calls, in the order of the calls. */
export function callFiles(repo: string): readonly { readonly name: string; readonly path: string }[] {
  const dir = join(recordFile(repo, '.journal.jsonl').replace(/\.journal\.jsonl$/, ''), 'calls');
  return readdirSync(dir)
    .sort()
    .map((name) => ({ name, path: join(dir, name) }));
}
