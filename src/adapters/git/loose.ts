import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import type { CommitFacts } from '../../domain/change.js';
import type { CommitId, TreeId } from '../../domain/ids.js';
import type { Located } from './locate.js';

// What git has written a moment ago is read from its own files: starting git for that takes twenty times as long, and holds
// up this process all the while. Null stands for everything else, packed or kept in another way; then git has to be asked.

/** Where git keeps what is read here. */
export type Folders = Pick<Located, 'gitDir' | 'commonDir'>;

/** A commit with its parents. */
export interface Commit extends CommitFacts {
  readonly parents: readonly CommitId[];
}

const ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
/** No commit by people or agents has more bytes. */
const LIMIT = 1 << 20;
/** So many commits of a branch are looked at: what has landed a moment ago is near its tip. */
const NEWEST = 50;

/** The commit of a branch, by its full name. A loose ref goes before a packed one. */
export function looseRef({ commonDir }: Pick<Folders, 'commonDir'>, ref: string): CommitId | null {
  const text = textOf(join(commonDir, ref));
  return text !== null && ID.test(text) ? (text as CommitId) : null;
}

/** The full name of the branch that HEAD is on. */
export function headBranch({ gitDir }: Pick<Folders, 'gitDir'>): string | null {
  return /^ref: (refs\/heads\/.+)$/.exec(textOf(join(gitDir, 'HEAD')) ?? '')?.[1] ?? null;
}

/** The commit of HEAD. */
export function looseHead(folders: Folders): CommitId | null {
  const text = textOf(join(folders.gitDir, 'HEAD'));
  if (text !== null && ID.test(text)) return text as CommitId;
  const branch = headBranch(folders);
  return branch === null ? null : looseRef(folders, branch);
}

/** Source of the shape: git-cat-file(1), `commit`; of the subject: git's pretty-formats, `%s`. */
export function looseCommit({ commonDir }: Pick<Folders, 'commonDir'>, id: CommitId): Commit | null {
  let text: string;
  try {
    const file = join(commonDir, 'objects', id.slice(0, 2), id.slice(2));
    text = inflateSync(readFileSync(file), { maxOutputLength: LIMIT }).toString('utf8');
  } catch {
    return null;
  }
  const [, head = '', message] = /^commit \d+\0(.*?)\n\n(.*)$/s.exec(text) ?? [];
  const tree = /^tree ([0-9a-f]+)$/m.exec(head)?.[1];
  // Words in another encoding are git's to turn into UTF-8.
  if (message === undefined || tree === undefined || /^encoding /m.test(head)) return null;
  const parents = [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent]) => parent as CommitId);
  const lines = message.split('\n').map((line) => line.replace(/[ \t\r]+$/, ''));
  const first = lines.findIndex((line) => line !== '');
  const end = lines.findIndex((line, at) => at > first && line === '');
  const subject = first === -1 ? '' : lines.slice(first, end === -1 ? undefined : end).join(' ');
  return { id, tree: tree as TreeId, parents, subject };
}

/** Whether a commit is one of the newest of a branch, or was merged by one of them; false as well where that is not seen. */
export function looseContains(folders: Pick<Folders, 'commonDir'>, ref: string, commit: CommitId): boolean {
  let id: CommitId | undefined | null = looseRef(folders, ref);
  for (let n = 0; n < NEWEST && id !== null && id !== undefined; n++) {
    if (id === commit) return true;
    const parents: readonly CommitId[] = looseCommit(folders, id)?.parents ?? [];
    if (parents.includes(commit)) return true;
    id = parents[0];
  }
  return false;
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trimEnd();
  } catch {
    return null;
  }
}
