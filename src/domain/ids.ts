/** A run: `YYYYMMDD_HHMMSS_mmm_<4 hex>` in UTC, so that names sort by time and two runs of one millisecond differ. */
export type RunId = string & { readonly __brand: 'RunId' };

/** A task: an explicit `ID:` of its owner, else a slug of its title. */
export type TaskId = string & { readonly __brand: 'TaskId' };

/** An opportunity: a slug, unique in its store. */
export type OpportunityId = string & { readonly __brand: 'OpportunityId' };

/** A design: a slug, the name of its document without the ending. */
export type DesignId = string & { readonly __brand: 'DesignId' };

/** A git object id of a tree: equal ids mean equal files, so it serves as the digest of a working tree. */
export type TreeId = string & { readonly __brand: 'TreeId' };

/** A git object id of a commit. */
export type CommitId = string & { readonly __brand: 'CommitId' };

/** The pattern of an explicit task id, as the tasklist grammar has it. */
export const EXPLICIT_ID = /^[a-z0-9_-]{1,40}$/;

/** The pattern of the ids of opportunities and designs, so that each is also a safe file name. */
export const ARTIFACT_ID = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** Makes the run id of this instant. `random` is a whole number below 65,536. */
export function runId(at: Date, random: number): RunId {
  const [date = '', time = ''] = at.toISOString().split('T');
  const digits = time.replace(/[:.]/g, '').slice(0, 9);
  const stamp = `${date.replaceAll('-', '')}_${digits.slice(0, 6)}_${digits.slice(6)}`;
  return `${stamp}_${random.toString(16).padStart(4, '0')}` as RunId;
}

/**
 * The id, or one just behind `last` when that is not earlier: the clock may have been set back since, and the newest
 * run has to be the last one by name.
 */
export function laterThan(last: RunId | null, id: RunId): RunId {
  if (last === null || last < id) return id;
  const [date = '', time = '', ms = ''] = last.split('_');
  const at = new Date(`${split(date, 4, 2, 2).join('-')}T${split(time, 2, 2, 2).join(':')}.${ms}Z`);
  // Not a name that we made: there is nothing to be behind.
  if (Number.isNaN(at.getTime())) return id;
  return runId(new Date(at.getTime() + 1), Number.parseInt(id.slice(-4), 16));
}

function split(text: string, ...lengths: readonly number[]): readonly string[] {
  let at = 0;
  return lengths.map((length) => {
    at += length;
    return text.slice(at - length, at);
  });
}

/** Turns a text into a short file-name-safe word of at most `max` characters; `fallback` when nothing is left of it. */
export function slug(text: string, max: number, fallback: string): string {
  const word = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, max)
    .replace(/^-+|-+$/g, '');
  return word === '' ? fallback : word;
}
