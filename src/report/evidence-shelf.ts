import { type Evidence, evidence, type NewEvidence } from '../domain/evidence.js';
import type { Tier } from '../domain/tier.js';
import type { Files } from '../ports/files.js';

/** Keeps the evidence of a run in its order. Nothing is kept until it has a place; nothing is ever changed or taken away. */
export interface EvidenceShelf {
  /** `folder` is an absolute path, `tier` what may be done at most. */
  open(folder: string, tier: Tier): void;
  add(one: NewEvidence): void;
  settle(): Promise<void>;
}

/** Opens the shelf of one process; `onTrouble` is told what could not be written. */
export function evidenceShelf(files: Files, onTrouble: (file: string, why: string) => void): EvidenceShelf {
  let folder: string | null = null;
  let tier: Tier = 'C1_local_write';
  let last: Promise<void> = Promise.resolve();
  /** The newest evidence of the run; unknown until the first is added, since an earlier process may have left some. */
  let previous: string | null | undefined;
  return {
    open(where, granted) {
      folder = where;
      tier = granted;
    },
    add(one) {
      const where = folder;
      if (where === null) return;
      last = last.then(async () => {
        if (previous === undefined)
          previous = (await evidenceIn(files, where, one.cycle_id)).at(-1)?.evidence_id ?? null;
        const file = fileOf(where, one.evidence_id);
        const { detail, cycle_id, ...rest } = one;
        const whole: Evidence = { ...rest, capability_tier: tier, cycle_id, previous, detail };
        const written = await files.write(file, `${JSON.stringify(whole, null, 2)}\n`);
        if (written.ok) previous = one.evidence_id;
        else onTrouble(file, written.error);
      });
    },
    settle: () => last,
  };
}

/** The evidence of a run, oldest first; what cannot be read is left out. */
export async function evidenceIn(files: Files, folder: string, run: string | null): Promise<readonly Evidence[]> {
  const names = await files.list(folder);
  // Names begin with the time, as those of runs do: nothing before the run can be its own.
  const since = run?.slice(0, STAMP) ?? '';
  const found: Evidence[] = [];
  for (const name of names.ok ? (names.value ?? []) : []) {
    if (!name.endsWith('.json') || name < since) continue;
    const text = await files.read(`${folder}/${name}`);
    const one = evidence.safeParse(jsonOf(text.ok ? text.value : null));
    if (one.success && one.data.cycle_id === run) found.push(one.data);
  }
  return found;
}

/** Characters of `YYYYMMDD_HHMMSS`. */
const STAMP = 15;

/** Whatever the id holds, the file is in the folder. */
const fileOf = (folder: string, id: string): string => `${folder}/${id.split(/[\\/]/).at(-1)}.json`;

function jsonOf(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
