import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitFacts, Known, Tried } from '../../domain/checkup.js';
import { err, ok } from '../../domain/result.js';
import type { RunProcess } from '../../ports/process.js';
import { type Trial, tryProgram } from './try-program.js';

/** Where git is asked about itself. */
export interface GitAsked {
  readonly run: RunProcess;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The tree without entries; null where there is no repository. */
  readonly emptyTree: string | null;
  readonly signal: AbortSignal;
}

/** Nobody is there to answer: neither a terminal nor a window may be asked. */
const UNATTENDED = { LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_EDITOR: 'true', SSH_ASKPASS_REQUIRE: 'never' };
/** A key that is unlocked signs at once. */
const SIGN_MS = 10_000;

/** Asks git about itself, all at once. */
export async function gitFacts(asked: GitAsked): Promise<GitFacts> {
  const [version, identity, signing] = await Promise.all([
    ask(asked, ['--version']),
    ask(asked, ['var', 'GIT_COMMITTER_IDENT']),
    signs(asked),
  ]);
  return {
    version: version.ok ? ok(version.value?.says ?? null) : version,
    identity: there(identity.ok && identity.value?.worked === true ? ok(named(identity.value)) : identity),
    signing,
  };
}

const ask = ({ run, cwd, env, signal }: GitAsked, args: readonly string[]): Promise<Known<Tried | null>> =>
  tryProgram(git(cwd, env, args), run, signal);

function git(cwd: string, env: GitAsked['env'], args: readonly string[]): Trial {
  const { GPG_TTY: _, DISPLAY: __, WAYLAND_DISPLAY: ___, ...kept } = env;
  return { program: 'git', args, cwd, env: { ...kept, ...UNATTENDED } };
}

/** `A <a@example.com>` without the time that git puts behind it. */
const named = ({ worked, says }: Tried): Tried => ({ worked, says: says.replace(/ \d+ [-+]\d{4}$/, '') });

/** A signature is made as for a commit, over a commit that is never put into the repository. */
async function signs(asked: GitAsked): Promise<Known<Tried | null>> {
  const wanted = await ask(asked, ['config', '--type=bool', '--default=false', '--get', 'commit.gpgsign']);
  if (!wanted.ok) return wanted;
  if (wanted.value === null || !wanted.value.worked) return err('git does not tell whether commits are signed');
  if (wanted.value.says !== 'true') return ok(null);
  if (asked.emptyTree === null) return err('commits are signed, but there is no repository to try it in');
  const aside = await mkdtemp(join(tmpdir(), 'millstone-sign-'));
  try {
    const trial = git(asked.cwd, asked.env, ['commit-tree', '-S', '-m', 'a test of signing', asked.emptyTree]);
    const env = { ...trial.env, GIT_OBJECT_DIRECTORY: aside };
    const tried = await tryProgram({ ...trial, env }, asked.run, asked.signal, SIGN_MS);
    // Somebody is waited for, then.
    return tried.ok ? there(tried) : ok({ worked: false, says: `signing ${tried.error.replace(/^it /, '')}` });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** Nothing can be said about a git that is not there. */
const there = (known: Known<Tried | null>): Known<Tried> => {
  if (!known.ok) return known;
  return known.value === null ? err('there is no git to ask') : ok(known.value);
};
