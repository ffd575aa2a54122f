import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Halt, Problem } from '../../domain/halt.js';
import type { CommitId, TreeId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { type GitPlace, gitHalt, makeGit } from './git.js';

/** Where the repository is. Paths are absolute. */
export interface Located {
  /** The top level of this working tree, linked or not (S19). */
  readonly top: string;
  /** The folder with HEAD and the index of this working tree. */
  readonly gitDir: string;
  /** The folder that all working trees share. */
  readonly commonDir: string;
  /** Where git looks for hooks, `core.hooksPath` respected. */
  readonly hooksDir: string;
  /** Bytes of an object id: 20, or 32 in a SHA-256 repository. */
  readonly idBytes: number;
  readonly emptyTree: TreeId;
  /** HEAD and its tree at this moment; null in a repository without commits. */
  readonly at: { readonly head: CommitId; readonly tree: TreeId } | null;
}

/** The tree without entries, which git knows in every repository. */
const EMPTY_TREE: Readonly<Record<string, { idBytes: number; id: string }>> = {
  sha1: { idBytes: 20, id: '4b825dc642cb6eb9a060e54bf8d69288fbee4904' },
  sha256: { idBytes: 32, id: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321' },
};

const QUESTIONS = ['--is-bare-repository', '--is-inside-work-tree', '--absolute-git-dir', '--git-common-dir'];
const HOOKS = ['--git-path', 'hooks'];

/**
 * Finds the repository around a folder in one git process. What stands in the way of a run is a `preflight` halt
 * that says how to set it right.
 */
export async function locate(place: GitPlace, signal: AbortSignal): Promise<Result<Located, Halt>> {
  if (!existsSync(place.cwd) || !statSync(place.cwd).isDirectory()) {
    return err(preflight({ what: `there is no folder ${place.cwd}`, fix: 'name a folder of the repository' }));
  }
  const args = ['rev-parse', ...QUESTIONS, ...HOOKS, '--show-object-format', '--show-toplevel', 'HEAD', 'HEAD^{tree}'];
  // Without commits it fails at HEAD, but has answered everything before; outside a working tree at the top level.
  const asked = await makeGit(place)({ doing: 'find the repository', args, answers: [128] }, signal);
  if (!asked.ok) return asked;
  const { code, stderr } = asked.value;
  const answers = asked.value.stdout.toString('utf8').split('\n').slice(0, -1);
  const [bare, inside, gitDir, commonDir, hooks, format = '', top, head, tree, ...more] = answers;

  if (gitDir === undefined || commonDir === undefined || hooks === undefined)
    return err(preflight(whyNone(place.cwd, stderr.trim())));
  if (bare === 'true') {
    const fix = 'start it in a clone, or in a working tree made with `git worktree add`';
    return err(preflight({ what: `${gitDir} is a bare repository without files to work on`, fix }));
  }
  if (inside !== 'true' || top === undefined) {
    const fix = 'start it in the folder of your files';
    return err(preflight({ what: `${place.cwd} belongs to a repository, but holds none of its files`, fix }));
  }
  const empty = EMPTY_TREE[format];
  if (empty === undefined) {
    return err(
      preflight({ what: 'git is too old to tell the format of its objects', fix: 'install git 2.30 or later' }),
    );
  }
  if (more.length > 0 || (code === 0 && tree === undefined))
    return err(gitHalt('find the repository', stdoutOf(answers)));
  const unborn = code !== 0;
  if (unborn && !stderr.includes("ambiguous argument 'HEAD'"))
    return err(gitHalt('find the repository', stderr.trim()));

  return ok({
    top,
    gitDir,
    commonDir: resolve(place.cwd, commonDir),
    hooksDir: resolve(place.cwd, hooks),
    idBytes: empty.idBytes,
    emptyTree: empty.id as TreeId,
    at: unborn ? null : { head: head as CommitId, tree: tree as TreeId },
  });
}

const stdoutOf = (lines: readonly string[]): string => `unexpected answer: ${lines.join(' | ')}`;

const preflight = (problem: Problem): Halt => ({ reason: 'preflight', problems: [problem] });

function whyNone(cwd: string, says: string): Problem {
  if (says.includes('not a git repository')) return { what: `${cwd} is not in a git repository`, fix: 'git init' };
  if (says.includes('dubious ownership')) {
    const fix = /git config --global --add safe\.directory .+/.exec(says)?.[0] ?? null;
    return { what: `git does not trust ${cwd}, which belongs to somebody else`, fix };
  }
  return { what: `git cannot read the repository of ${cwd}: ${says}`, fix: null };
}
