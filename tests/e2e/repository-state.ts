import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Rig } from '../support/rig.js';

/** What belongs to the person whose repository it is, to be compared before and after a run that halts. */
export interface RepositoryState {
  /** Name and content of every file, one character a byte; `.git` and `.millstone` apart. */
  readonly files: Readonly<Record<string, string>>;
  /** Digest of the index's bytes; null when there is none. */
  readonly index: string | null;
  readonly head: string;
  /** Branches and tags with their commits. */
  readonly refs: string;
  /** What git or millstone left lying in `.git`. */
  readonly leftOver: readonly string[];
}

/** The state of the rig's repository. Writes nothing, the index's memory of file times included. */
export function stateOf(rig: Rig): RepositoryState {
  const git = join(rig.repo, '.git');
  const index = join(git, 'index');
  return {
    files: Object.fromEntries(filesIn(rig.repo, '')),
    index: existsSync(index) ? createHash('sha256').update(readFileSync(index)).digest('hex') : null,
    head: readFileSync(join(git, 'HEAD'), 'utf8').trim(),
    refs: rig.git('for-each-ref', '--format=%(refname) %(objectname)', 'refs/heads', 'refs/tags'),
    leftOver: readdirSync(git).filter((name) => name === 'millstone' || name.endsWith('.lock')),
  };
}

/** The same with some files otherwise: what a halted run may leave of the author's work. */
export const withFiles = (state: RepositoryState, files: Readonly<Record<string, string>>): RepositoryState => ({
  ...state,
  files: { ...state.files, ...files },
});

function filesIn(top: string, below: string): (readonly [string, string])[] {
  return readdirSync(join(top, below)).flatMap((entry): (readonly [string, string])[] => {
    const name = below === '' ? entry : `${below}/${entry}`;
    if (entry === '.git' || name === '.millstone') return [];
    const path = join(top, name);
    const stat = lstatSync(path);
    if (stat.isDirectory()) return filesIn(top, name);
    return [[name, stat.isSymbolicLink() ? `-> ${readlinkSync(path)}` : readFileSync(path, 'latin1')]];
  });
}
