import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import type { MergeStrategy } from '../../domain/parallel.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { Brought, Integrated, Landed, Landing } from '../../ports/landing.js';
import { type Git, gitHalt } from './git.js';
import { newestCommit } from './history.js';
import type { Located } from './locate.js';
import { isBlocked, moveBase } from './move-base.js';
import { sparseAdd } from './sparse-add.js';
import { unmerged } from './unmerged.js';
import { OWN_TREE, type Worktrees } from './worktrees.js';

const DOING = 'bring finished tasks together';

export interface LandingDeps {
  /** In the checkout of the integration branch, which may be on its way: what asks about the repository does not wait for it. */
  readonly git: Git;
  /** The folder with the index of that checkout, once git was run there. */
  readonly gitDir: () => string;
  /** The checkout that the run was started in. */
  readonly home: Pick<Located, 'top' | 'gitDir' | 'commonDir'>;
  /** Starts git in another working tree of the repository, with its hooks. */
  readonly gitAt: (top: string) => Git;
  readonly base: string;
  readonly strategy: MergeStrategy;
  readonly keep: Landing['keep'];
  readonly alone: Worktrees['alone'];
  /** Fills the submodules of its checkout. */
  readonly fill: (commit: CommitId, signal: AbortSignal) => Promise<Result<void, Halt>>;
}

/** Integrates in the checkout of a branch that is millstone's own, so that whatever is there may be thrown away. */
export function makeLanding(deps: LandingDeps): Landing {
  const { git, gitDir, home, gitAt, base, strategy, keep, alone, fill } = deps;
  const around = gitAt(home.top);
  const folders = () => ({ gitDir: gitDir(), commonDir: home.commonDir });
  const ref = `refs/heads/${base}`;
  const plain = async (args: readonly string[], signal: AbortSignal, where = git): Promise<Result<string, Halt>> => {
    const ran = await where({ doing: DOING, args: [...OWN_TREE, ...args] }, signal);
    return ran.ok ? ok(ran.value.stdout.toString('utf8').trim()) : ran;
  };
  /** What the checkout holds, as far as only this has touched it; null when that is not known. */
  let holds: string | null = null;
  /** Its set-up may have left files there. */
  let clean = false;
  const reset = async (to: CommitId, signal: AbortSignal): Promise<Result<void, Halt>> => {
    if (holds === to && clean) return done;
    holds = null;
    const there = await plain(['reset', '--quiet', '--hard', to], signal);
    if (!there.ok) return there;
    // A pick of several commits that stopped is still under way after that, and no other could begin.
    const ended = strategy === 'cherry-pick' ? await plain(['cherry-pick', '--quit'], signal) : done;
    if (!ended.ok) return ended;
    if (!clean) {
      const cleaned = await plain(['clean', '--quiet', '-ffd'], signal);
      if (!cleaned.ok) return cleaned;
    }
    const filled = await fill(to, signal);
    if (!filled.ok) return filled;
    [holds, clean] = [to, true];
    return done;
  };
  /** A merge or a pick that did not go through: in conflict, or for a reason of git's own. */
  const stopped = async (
    brought: Brought,
    before: CommitId,
    says: string,
    signal: AbortSignal,
  ): Promise<Result<Integrated, Halt>> => {
    const found = await unmerged(git, signal);
    if (!found.ok) return found;
    if (found.value.length === 0) return err(gitHalt(DOING, says));
    // A pick stops at the first commit that conflicts: all of them together are what the author is to go on with.
    if (strategy === 'cherry-pick') {
      const again = await reset(before, signal);
      if (!again.ok) return again;
      holds = null;
      const call = { doing: DOING, args: [...OWN_TREE, ...mergeOf(brought)], answers: [1, 2, 128] };
      const merged = await git(call, signal);
      if (!merged.ok) return merged;
    }
    const files = await unmerged(git, signal);
    if (!files.ok) return files;
    const added = await sparseAdd(git, gitDir(), { doing: DOING, args: ['--all'] }, signal);
    if (!added.ok) return added;
    const tree = await plain(['write-tree'], signal);
    if (!tree.ok) return tree;
    const words = `Task ${brought.task} with what landed before it, conflicts marked`;
    const args = ['commit-tree', '--no-gpg-sign', tree.value, '-p', before, '-p', brought.head, '-m', words];
    const mixed = await plain(args, signal);
    if (!mixed.ok) return mixed;
    const kept = await keep(mixed.value as CommitId, brought.task, signal);
    if (!kept.ok) return kept;
    return ok({
      kind: 'conflict',
      files: files.value.length > 0 ? files.value : found.value,
      mixed: mixed.value as CommitId,
    });
  };
  const joinIn = async (
    brought: Brought,
    before: CommitId,
    signal: AbortSignal,
  ): Promise<Result<Integrated | null, Halt>> => {
    const args = strategy === 'merge' ? mergeOf(brought) : await picksOf(brought, signal);
    if (typeof args === 'string') return err(gitHalt(DOING, args));
    const call = { doing: DOING, args: [...OWN_TREE, ...args], answers: [1, 2, 128] };
    const ran = await git(call, signal);
    if (!ran.ok) return ran;
    if (ran.value.code === 0) return ok(null);
    return stopped(brought, before, ran.value.stderr.trim() || ran.value.stdout.toString('utf8').trim(), signal);
  };
  /** The words of why it cannot be picked, or how. */
  const picksOf = async ({ fork, head }: Brought, signal: AbortSignal): Promise<readonly string[] | string> => {
    const merges = await plain(['rev-list', '--merges', '--max-count=1', `${fork}..${head}`], signal);
    if (!merges.ok) return 'the commits of the task cannot be listed';
    if (merges.value !== '') return `${merges.value.slice(0, 12)} is a merge, which cannot be picked`;
    return ['cherry-pick', '--allow-empty', '--keep-redundant-commits', `${fork}..${head}`];
  };

  return {
    base,
    reset,
    keep,
    async since(fork, until, signal) {
      const args = ['log', '--no-patch', '--format=%h %s', '--max-count=50', `${fork}..${until}`, '--'];
      const told = await plain(args, signal, around);
      return told.ok ? ok(told.value.split('\n').filter(Boolean)) : told;
    },
    async tip(signal) {
      const commit = await newestCommit(around, signal, home, ref);
      return commit.ok ? ok(factsOf(commit.value)) : commit;
    },
    used() {
      clean = false;
    },
    async integrate(brought, before, signal) {
      // What went wrong with the task before may have left it there.
      const at = await reset(before, signal);
      if (!at.ok) return at;
      if (brought.head !== brought.fork) holds = null;
      const joined = brought.head === brought.fork ? ok(null) : await joinIn(brought, before, signal);
      if (!joined.ok || joined.value !== null) {
        const back = await reset(before, signal);
        if (!back.ok) return back;
        return joined.ok && joined.value !== null ? ok(joined.value) : (joined as Result<never, Halt>);
      }
      const commit = await newestCommit(git, signal, folders());
      if (!commit.ok) return commit;
      const filled = await fill(commit.value.id, signal);
      if (!filled.ok) return filled;
      holds = commit.value.id;
      return ok({ kind: 'clean', commit: factsOf(commit.value) });
    },
    async commitFile(path, message, signal) {
      holds = null;
      // As an update: below an ignored folder git would refuse to add even what it tracks.
      const add = { doing: DOING, args: ['--update', '--', `:(literal)${path}`] };
      const added = await sparseAdd(git, gitDir(), add, signal);
      if (!added.ok) return added;
      const staged = await git({ doing: DOING, args: ['diff', '--cached', '--quiet'], answers: [1] }, signal);
      if (!staged.ok) return staged;
      if (staged.value.code === 0) return ok(null);
      const made = await plain(['commit', '--quiet', '--no-verify', '-m', message], signal);
      if (!made.ok) return made;
      const commit = await newestCommit(git, signal, folders());
      if (!commit.ok) return commit;
      holds = commit.value.id;
      return ok(factsOf(commit.value));
    },
    land: (from: CommitId, to: CommitId, signal): Promise<Result<Landed, Halt>> =>
      moveBase({ git: around, home, gitAt, ref, alone }, from, to, signal),
    isBlocked: (paths, signal) => isBlocked({ git: around, home, gitAt, ref, alone }, paths, signal),
    async holds(commit, signal) {
      const args = ['merge-base', '--is-ancestor', commit, ref];
      const asked = await around({ doing: DOING, args, answers: [1, 128] }, signal);
      return asked.ok ? ok(asked.value.code === 0) : asked;
    },
  };
}

const mergeOf = ({ task, title, head }: Brought): readonly string[] => [
  ...['merge', '--quiet', '--no-ff', '--no-edit', '--no-verify-signatures'],
  ...['-m', `millstone: merge task ${task}: ${title}`, head],
];

const factsOf = ({ id, tree, subject }: CommitFacts): CommitFacts => ({ id, tree, subject });
