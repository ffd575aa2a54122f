/** One path that is not as HEAD and the index have it. */
export interface StatusEntry {
  /** The name's own bytes: it may be no UTF-8. Without the slash that git puts after a nested repository. */
  readonly path: Uint8Array;
  /** HEAD against the index: a letter such as `M`, `A`, `D`; `.` for no difference. */
  readonly index: string;
  /** The index against the working tree, likewise; `?` for an untracked file, `U` for an unmerged one. */
  readonly worktree: string;
  /** The object id that HEAD has at this path; null where it has none, or where git does not tell. */
  readonly headId: string | null;
}

/** What `git status --porcelain=v2 --branch -z` tells. */
export interface Status {
  /** Null in a repository without commits. */
  readonly head: string | null;
  /** Full name of the branch; null when HEAD is detached. */
  readonly branch: string | null;
  readonly entries: readonly StatusEntry[];
}

const NUL = 0;
const SPACE = 32;
const text = new TextDecoder();

/** How many fields stand before the path of a record of this kind. Source: gitformat of porcelain v2. */
const FIELDS_BEFORE_PATH: Readonly<Record<string, number>> = { '1': 8, '2': 9, u: 10, '?': 1 };

/** The field of an ordinary record that holds the object id of HEAD. */
const HEAD_ID = 6;

/**
 * Reads porcelain v2. Null when the output is anything else or breaks off: a status that is only half understood
 * must never pass for a clean one.
 */
export function readStatus(output: Uint8Array): Status | null {
  let head: string | null | undefined;
  let branch: string | null | undefined;
  const entries: StatusEntry[] = [];
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(NUL, at);
    if (end === -1) return null;
    const record = output.subarray(at, end);
    at = end + 1;
    const kind = String.fromCharCode(record[0] ?? NUL);
    if (kind === '#') {
      const [, key, ...rest] = text.decode(record).split(' ');
      const value = rest.join(' ');
      if (key === 'branch.oid') head = value === '(initial)' ? null : value;
      if (key === 'branch.head') branch = value === '(detached)' ? null : `refs/heads/${value}`;
      continue;
    }
    const entry = readEntry(kind, record);
    if (entry === null) return null;
    entries.push(entry);
    // A rename or copy is followed by the name it came from.
    if (kind === '2') at = output.indexOf(NUL, at) + 1;
    if (kind === '2' && at === 0) return null;
  }
  return head === undefined || branch === undefined ? null : { head, branch, entries };
}

function readEntry(kind: string, record: Uint8Array): StatusEntry | null {
  const fields = FIELDS_BEFORE_PATH[kind];
  if (fields === undefined) return null;
  let at = 0;
  let headId: string | null = null;
  for (let field = 0; field < fields; field++) {
    const space = record.indexOf(SPACE, at);
    if (space === -1) return null;
    if (field === HEAD_ID && kind !== 'u') headId = text.decode(record.subarray(at, space)).replace(/^0+$/, '') || null;
    at = space + 1;
  }
  const path = withoutSlash(record.subarray(at));
  if (path.length === 0) return null;
  if (kind === '?') return { path, index: '.', worktree: '?', headId };
  if (kind === 'u') return { path, index: 'U', worktree: 'U', headId };
  return {
    path,
    index: String.fromCharCode(record[2] ?? NUL),
    worktree: String.fromCharCode(record[3] ?? NUL),
    headId,
  };
}

const withoutSlash = (path: Uint8Array): Uint8Array => (path.at(-1) === 47 ? path.subarray(0, -1) : path);
