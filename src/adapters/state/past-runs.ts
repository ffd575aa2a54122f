import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checkpoint, checkpoint } from '../../domain/checkpoint.js';
import type { Halt } from '../../domain/halt.js';
import type { RunId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { runTitle } from '../../domain/tasks-so-far.js';
import { systemWords } from '../files/system-words.js';
import { endsFinished } from './journal-end.js';
import { journalOf, type Layout, runOfJournal } from './layout.js';
import { readJournal } from './read-journal.js';

/** A run that an earlier process began. */
export interface PastRun {
  readonly run: RunId;
  readonly checkpoint: Checkpoint;
  /** Lines of its journal. */
  readonly lines: number;
}

/** The newest run of a repository; null when there is none. */
export const newestRun = (layout: Layout): Promise<Result<PastRun | null, Halt>> => newest(layout, () => true);

/** The newest run that was not brought to its end; null when there is none. */
export const unfinishedRun = (layout: Layout): Promise<Result<PastRun | null, Halt>> =>
  newest(layout, ({ checkpoint }) => checkpoint.life.kind !== 'closed');

/**
 * The newest unfinished run that was begun before another one, or at all; null when there is none, or none that is `wanted`.
 * Journals that end as finished ones do are not read whole, and one that cannot be read is stepped over.
 */
export async function waitingRun(
  { runs }: Layout,
  before: RunId | null,
  wanted: (past: Checkpoint) => boolean = () => true,
): Promise<PastRun | null> {
  const names = await namesIn(runs);
  for (const name of names.ok ? names.value.toSorted().toReversed() : []) {
    const run = runOfJournal(name);
    if (run === null || (before !== null && run >= before)) continue;
    const file = join(runs, name);
    if (await endsFinished(file)) continue;
    const read = await readJournal(file);
    const past = read.ok ? checkpoint(read.value.lines) : null;
    if (read.ok && past !== null && past.life.kind !== 'closed' && wanted(past))
      return { run, checkpoint: past, lines: read.value.lines.length };
  }
  return null;
}

/** A run whose journal cannot be read. */
export interface DamagedRun {
  readonly run: RunId;
  readonly journal: string;
}

/** The newest run that was not brought to its end, when its journal is damaged; null when it is not, or there is none. */
export async function damagedRun({ runs }: Layout): Promise<DamagedRun | null> {
  const names = await namesIn(runs);
  for (const name of names.ok ? names.value.toSorted().toReversed() : []) {
    const run = runOfJournal(name);
    if (run === null) continue;
    const journal = join(runs, name);
    const read = await readJournal(journal);
    if (!read.ok) return { run, journal };
    const life = checkpoint(read.value.lines)?.life.kind;
    if (life === 'open' || life === 'halted') return null;
  }
  return null;
}

/** The last run by name, whether or not its journal can be read; null when there is none. */
export async function lastRunName({ runs }: Layout): Promise<RunId | null> {
  const names = await namesIn(runs);
  const ids = (names.ok ? names.value : []).map(runOfJournal).filter((run) => run !== null);
  return ids.toSorted().at(-1) ?? null;
}

/** What a run was about; null when its journal is gone or cannot be read. */
export async function titleOfRun(layout: Layout, run: string): Promise<string | null> {
  const read = await readJournal(journalOf(layout, run as RunId));
  const past = read.ok ? checkpoint(read.value.lines) : null;
  return past === null ? null : runTitle(past);
}

/** Names of runs sort by time. A journal without its first line is that of a run which did not come to begin. */
async function newest({ runs }: Layout, wanted: (past: PastRun) => boolean): Promise<Result<PastRun | null, Halt>> {
  const names = await namesIn(runs);
  if (!names.ok) return names;
  for (const name of names.value.toSorted().toReversed()) {
    const run = runOfJournal(name);
    if (run === null) continue;
    const read = await readJournal(join(runs, name));
    if (!read.ok) return read;
    const past = checkpoint(read.value.lines);
    if (past === null) continue;
    const found = { run, checkpoint: past, lines: read.value.lines.length };
    if (wanted(found)) return ok(found);
  }
  return ok(null);
}

async function namesIn(folder: string): Promise<Result<readonly string[], Halt>> {
  try {
    return ok(await readdir(folder));
  } catch (error) {
    // A file in the place of the folder is told with the settings.
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') return ok([]);
    return err({ reason: 'state', file: folder, why: systemWords(error) });
  }
}
