import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { copyBeside } from '../../adapters/files/copy-beside.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { replaceFile } from '../../adapters/files/replace-file.js';
import { systemWords } from '../../adapters/files/system-words.js';
import { tasklistPath } from '../../config/artifact-paths.js';
import type { Halt, Problem } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import { notesToTasks } from '../../formats/notes-to-tasks.js';
import { readTasklist } from '../../formats/tasklist.js';
import { type Migration, migrationLines } from '../../report/tables/migration.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { type Answer, answered, type Question } from './answer.js';
import type { Refusal } from './end-run.js';
import { loadedAt, placeOf } from './place.js';
import { tellNotices } from './tell-notices.js';

type Asked = Question<RequestOf<'migrate-tasklist'>>;

const SHAPES = 'it may have bullets, numbers, checkboxes, "TODO:" lines, headings below a title, or one task a line';

/** `millstone --migrate-tasklist notes.md`: makes a tasklist of notes. No agent is asked. */
export const migrateCommand = (
  request: RequestOf<'migrate-tasklist'>,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> => answered(request, host, leave, migrate);

async function migrate(asked: Asked): Promise<Result<Answer, Halt | Refusal>> {
  const { request, host } = asked;
  const place = await placeOf(asked);
  if (!place.ok) return place;
  const loaded = await loadedAt(place.value);
  if (!loaded.ok) return loaded;
  await tellNotices(asked, loaded.value.notices);
  const path = tasklistPath(loaded.value, request.flags);
  if (!path.ok) return err({ reason: 'refused', problems: [path.error] });
  const { top } = place.value.located;
  // The notes as they were typed, from where that was; the tasklist is always the repository's.
  const source = resolve(host.cwd, request.repoDir ?? '.', request.source);
  const output = path.value.path;
  const shown = relative(top, source);
  const name = shown.startsWith('..') ? request.source : shown;

  const notes = await nodeFiles.read(source);
  if (!notes.ok) return refused({ what: notes.error, fix: 'name a text file in UTF-8' });
  if (notes.value === null)
    return refused({ what: `there is no file ${request.source}`, fix: 'name the file with your notes' });
  const made = notesToTasks(notes.value);
  if (made === null) return refused({ what: `nothing in ${name} can become a task`, fix: SHAPES });

  const file = join(top, output);
  const before = await nodeFiles.read(file);
  if (!before.ok) return refused({ what: before.error, fix: 'move it away' });
  const same = before.value === made.text;
  const kept = source === file ? readTasklist(before.value ?? '').entries.length > 0 : holdsMore(before.value ?? '');
  const taken = !same && kept;
  if (taken && !request.force && !request.dryRun) {
    const fix = 'name another one with --tasklist, or write over it with --force, which keeps a copy';
    return refused({ what: `${output} is not empty`, fix });
  }
  const result = same ? 'same' : request.dryRun ? 'shown' : 'written';
  const written = result === 'written' ? await write(file, before.value, made.text) : ok(null);
  if (!written.ok) return err({ reason: 'state', file: output, why: written.error });
  const copy = written.value === null ? null : relative(top, written.value);
  const migration: Migration = { ...made, source: name, output, result, copy };
  return ok({ exit: 0, says: migrationLines(migration), json: jsonOf(migration) });
}

/** Whether a file holds anything but a title. */
const holdsMore = (text: string): boolean => text.replace(/^\uFEFF?\s*#.*/, '').trim() !== '';

/** Writes the tasklist; returns where the old one is kept. */
async function write(file: string, before: string | null, text: string): Promise<Result<string | null, string>> {
  if (before === null) {
    const written = await nodeFiles.write(file, text);
    return written.ok ? ok(null) : written;
  }
  try {
    const copy = before.trim() === '' ? null : await copyBeside(file);
    const still = Buffer.from(before);
    const done = await replaceFile(file, text, async () => still.equals(readFileSync(file)));
    return done ? ok(copy) : err('somebody has just written to it; try again');
  } catch (error) {
    return err(systemWords(error));
  }
}

const refused = ({ what, fix }: Problem): Result<never, Halt> =>
  err({ reason: 'preflight', problems: [{ what: `migrating the tasklist: ${what}`, fix }] });

const jsonOf = ({ source, output, pending, done, leftOut, result, copy, text }: Migration) => ({
  type: 'migrated',
  source,
  output,
  result,
  total: pending + done,
  pending,
  completed: done,
  left_out: leftOut,
  copy,
  ...(result === 'shown' ? { text } : {}),
});
