import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkpoint } from '../../domain/checkpoint.js';
import type { RunId } from '../../domain/ids.js';
import { journalOf, type Layout } from './layout.js';
import { readJournal } from './read-journal.js';

/** `YYYYMMDD_HHMMSS` in UTC, as the names of runs, evaluations and records of tasks begin. */
const STAMP = /^(\d{4})(\d{2})(\d{2})_(\d{2})(\d{2})(\d{2})/;
const RUN = /^\d{8}_\d{6}_\d{3}_[0-9a-f]{4}/;
const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Removes what is older than so many days from `runs/`, `evals/` and `tasks/`; 0 removes nothing. A run that was not
 * brought to its end stays whole, and so do the newest evaluation, which the next one is compared with, and everything
 * whose name bears no time. Returns how many entries went. Nothing that fails stops it.
 */
export async function removeOld(layout: Layout, days: number, now: Date): Promise<number> {
  if (days <= 0) return 0;
  const limit = now.getTime() - days * DAY_MS;
  const isOld = (name: string): boolean => timeOf(name) < limit;
  const runs = (await namesIn(layout.runs)).filter(isOld);
  const ended = new Map<string, boolean>();
  for (const run of new Set(runs.flatMap((name) => RUN.exec(name)?.[0] ?? [])))
    ended.set(run, await hasEnded(layout, run as RunId));
  const evals = (await namesIn(layout.evals)).filter((name) => STAMP.test(name));
  const gone = [
    ...runs.filter((name) => ended.get(RUN.exec(name)?.[0] ?? '') === true).map((name) => join(layout.runs, name)),
    ...evals.filter((name) => isOld(name) && name !== evals.at(-1)).map((name) => join(layout.evals, name)),
    ...(await namesIn(layout.tasks)).filter(isOld).map((name) => join(layout.tasks, name)),
  ];
  for (const path of gone) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  return gone.length;
}

/** A name without a time is of no age. */
function timeOf(name: string): number {
  const [, year, month, day, hour, minute, second] = STAMP.exec(name) ?? [];
  return year === undefined
    ? Number.POSITIVE_INFINITY
    : Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** In doubt it has not: a journal that cannot be read is left for a person. One without a journal was no run to go on with. */
async function hasEnded(layout: Layout, run: RunId): Promise<boolean> {
  const read = await readJournal(journalOf(layout, run));
  if (!read.ok) return false;
  const past = checkpoint(read.value.lines);
  return past === null || past.life.kind === 'closed';
}

const namesIn = (folder: string): Promise<readonly string[]> =>
  readdir(folder).then(
    (names) => names.sort(),
    () => [],
  );
