/** What the author of a task does, and what is to come of it. Shell text runs in the worktree of the task. */
export interface Deed {
  /** What its author does; `$id` is the task. */
  readonly build: string;
  /** What its author does when it comes back, for whatever reason, once what was marked is put together again. */
  readonly fix: string;
  /** Leaves marks of conflicts as they are. */
  readonly stubborn?: true;
  /** Where its change may be: files; with a star at its end everything that begins so. */
  readonly touches: readonly string[];
  /** Its id is to be a word in a file of this path; a pattern of git. */
  readonly mark: string;
  /** Whether it lands whatever the others do, never, or as it happens. */
  readonly fate: 'lands' | 'lost' | 'either';
  readonly review?: string;
}

const own = (id: string): string => `own/${id}.txt`;
const ID = 'put "own/$id.txt" "$id"';

/** Nobody else is concerned. */
export const alone = (id: string): Deed => ({
  build: ID,
  fix: ID,
  touches: [own(id)],
  mark: own(id),
  fate: 'lands',
});

/** Writes into a line of a file, as others do: those of the same line cannot be merged. */
export const line = (id: string, nth: number, stubborn: boolean): Deed => {
  const edit = `edit lines.txt "/^line ${nth} /s/\\$/ ${id}/"`;
  return {
    build: edit,
    fix: 'grep -qw "$id" lines.txt || { '.concat(edit, '; }'),
    touches: ['lines.txt'],
    mark: 'lines.txt',
    fate: 'either',
    ...(stubborn ? { stubborn } : {}),
  };
};

/** Adds a file that others add as well. */
export const sameFile = (id: string, nth: number): Deed => ({
  build: `put same/${nth}.txt "$(cat same/${nth}.txt 2>/dev/null; echo ${id})"`,
  fix: `grep -qw ${id} same/${nth}.txt || echo ${id} >> same/${nth}.txt`,
  touches: [`same/${nth}.txt`],
  mark: `same/${nth}.txt`,
  fate: 'either',
});

/** Merges well with its like, and takes of what there is only so much of. */
export const load = (id: string, weight: number, stubborn: boolean): Deed => ({
  build: `put "load/$id.txt" ${weight}; ${ID}`,
  fix: stubborn ? 'true' : 'put "load/$id.txt" 0',
  ...(stubborn ? { stubborn } : {}),
  touches: [`load/${id}.txt`, own(id)],
  mark: own(id),
  fate: 'either',
});

/** Takes a number that nobody else may have. */
export const port = (id: string, number: number): Deed => ({
  build: `put "port/$id.txt" ${number}; ${ID}`,
  fix: 'put "port/$id.txt" "own-$id"',
  touches: [`port/${id}.txt`, own(id)],
  mark: own(id),
  fate: 'either',
});

/** Relies on a file that another task removes. */
export const relies = (id: string, on: string): Deed => ({
  build: `put "uses/$id.txt" ${on}; ${ID}`,
  fix: `[ -e def/${on} ] || put "uses/$id.txt" core`,
  touches: [`uses/${id}.txt`, own(id)],
  mark: own(id),
  fate: 'either',
});

/** Removes a file that another task relies on. */
export const removes = (id: string, what: string): Deed => ({
  build: `rm -f def/${what}; ${ID}`,
  fix: `! grep -rqx ${what} uses || put def/${what} ${what}`,
  touches: [`def/${what}`, own(id)],
  mark: own(id),
  fate: 'either',
});

/** It is made in two commits, the first of which is told by its mark. */
export const twoCommits = (id: string): Deed => ({
  ...alone(id),
  build: `put own/${id}-first.txt ${id}; commit; ${ID}`,
  touches: [`own/${id}-first.txt`, own(id)],
  mark: `own/${id}-first.txt`,
});

/** Its author dies half-way. */
export const dies = (id: string): Deed => ({ ...alone(id), build: `${ID}; exit 3`, fate: 'lost' });

/** It is approved by nobody. */
export const refused = (id: string): Deed => ({
  ...alone(id),
  fix: 'echo more >> "own/$id.txt"',
  review: 'cat "$home/no"',
  fate: 'lost',
});

/** It is approved once it was better. */
export const bettered = (id: string): Deed => ({
  ...alone(id),
  fix: 'echo better >> "own/$id.txt"',
  review: 'if grep -q better "own/$MILLSTONE_TASK_ID.txt"; then cat "$home/yes"; else cat "$home/no"; fi',
});

/** It breaks a check of its own. */
export const breaks = (id: string): Deed => ({
  ...alone(id),
  build: `put "uses/$id.txt" nothing; ${ID}`,
  fix: 'put "uses/$id.txt" "nothing $(wc -l < "uses/$id.txt")"',
  touches: [own(id), `uses/${id}.txt`],
  fate: 'lost',
});
