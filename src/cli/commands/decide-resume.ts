import { makeGit } from '../../adapters/git/git.js';
import { headMoves } from '../../adapters/git/head-moves.js';
import { mendIndex } from '../../adapters/git/mend-index.js';
import { differsByOurLine } from '../../adapters/git/own-line.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import type { CommitFacts, FileChange } from '../../domain/change.js';
import type { Checkpoint } from '../../domain/checkpoint.js';
import type { Halt } from '../../domain/halt.js';
import { NO_MOVES } from '../../domain/head-moves.js';
import type { TreeId } from '../../domain/ids.js';
import type { JournalEntry } from '../../domain/journal.js';
import type { Notice } from '../../domain/notice.js';
import { done, ok, type Result } from '../../domain/result.js';
import { isCheckedKey, taskPrefix } from '../../domain/task-keys.js';
import { leftBy, type Resumption, resume, startOf } from '../../policy/resume.js';
import { knownLast } from '../../policy/since-death.js';
import { foundCommits, foundEntries } from '../../policy/theirs.js';
import type { Repository, StartFacts } from '../../ports/repository.js';
import { filesFoundChanged } from './found-changed.js';
import type { WatchedRun } from './frame.js';
import type { Site } from './site.js';

/** A run that died between its commit and its last touch of the index. */
export async function mendCommit(
  { signal, env }: Pick<WatchedRun, 'signal' | 'env'>,
  { located }: Pick<Site, 'located'>,
  { openIntents }: Checkpoint,
): Promise<Result<void, Halt>> {
  const intent = [...openIntents.values()].find(({ key }) => key.endsWith('/commit/tool'));
  const before = intent?.before.head;
  const head = located.at?.head;
  if (before === undefined || head === undefined || before === head) return done;
  const git = makeGit({ run: makeSpawn({ guard: null, mark: null }), cwd: located.top, env });
  return mendIndex(git, located, before === '' ? null : before, head, signal);
}

/** How it goes on, and what was found. */
interface Decided {
  readonly resumption: Resumption;
  /** Commits since the task began, oldest first. */
  readonly commits: readonly CommitFacts[];
  /** What differs from how the run knew it. */
  readonly found: readonly Notice[];
}

/** Compares what a task left with how its working tree is found, and decides how it goes on. */
export async function decide(
  { signal, env }: Pick<WatchedRun, 'signal' | 'env'>,
  { repository, located, died }: Pick<Site, 'repository' | 'located' | 'died'>,
  past: Checkpoint,
  facts: StartFacts,
): Promise<Result<Decided, Halt>> {
  const now = await repository.look(signal);
  if (!now.ok) return now;
  const start = startOf(past);
  const history = start === null ? ok({ descends: true, commits: [] }) : await repository.history(start.head, signal);
  if (!history.ok) return history;
  const left = leftBy(past);
  const git = makeGit({ run: makeSpawn({ guard: null, mark: null }), cwd: located.top, env });
  const line = left === null ? ok(false) : await differsByOurLine(git, left.tree, now.value.tree, signal);
  if (!line.ok) return line;
  const { descends, commits } = history.value;
  const allCommitted = facts.dirty.length === 0 && facts.inside.length === 0;
  const gone = await isGone(repository, past, now.value.tree, signal);
  if (!gone.ok) return gone;
  const found = { now: now.value, descends, allCommitted, ignoreLine: line.value, gone: gone.value };
  const resumption = resume(past, found);
  // Between two tasks, files belong to nobody's change.
  const between = past.plan.mode === 'chain' && past.inHand === null;
  if (resumption.kind !== 'go' || between) return ok({ resumption, commits, found: [] });
  const changed = await filesFoundChanged(repository, located.top, past, now.value, died, signal);
  if (!changed.ok) return changed;
  const moves = commits.length === 0 ? ok(NO_MOVES) : await headMoves(git, located, signal);
  if (!moves.ok) return moves;
  const came = foundCommits(past, commits, { died, moves: moves.value });
  const entries = [...foundEntries(past, came), ...resumption.entries];
  const told: Notice[] = changed.value === null ? [] : [changed.value];
  if (came.theirs.length + came.unclear.length > 0) told.push({ kind: 'found-commits', ...came });
  return ok({ resumption: { ...resumption, entries }, commits, found: told });
}

/** Whether the task had changed something, and each of those files is as it was when it began. */
async function isGone(
  repository: Repository,
  past: Checkpoint,
  now: TreeId,
  signal: AbortSignal,
): Promise<Result<boolean, Halt>> {
  const [start, known] = [startOf(past), knownLast(past)];
  if (start === null || known === null || known.tree === start.tree) return ok(false);
  const made = await repository.differing(start.tree, known.tree, signal);
  if (!made.ok) return made;
  const still = await repository.differing(start.tree, now, signal);
  if (!still.ok) return still;
  const differs = new Set(still.value.flatMap(pathsOf));
  return ok(!made.value.flatMap(pathsOf).some((path) => differs.has(path)));
}

const pathsOf = ({ path, from }: FileChange): readonly string[] => (from === null ? [path] : [path, from]);

/** Checks in whose midst the run stopped are over: what they wrote is put back, or is told as found changed. */
export function checksOver({ openIntents }: Checkpoint): readonly JournalEntry[] {
  const keys = [...openIntents.keys()].filter(isCheckedKey);
  return keys.length === 0 ? [] : [{ kind: 'forgotten', keys }];
}

/** Everything of the task in hand is forgotten, since it was about files that are no longer there. */
export function anew({
  steps,
  openIntents,
  inHand,
}: Checkpoint): Pick<Extract<Resumption, { kind: 'go' }>, 'entries' | 'changed'> {
  const ofTask = (key: string): boolean => inHand !== null && key.startsWith(taskPrefix(inHand.id));
  const keys = [...new Set([...steps.keys(), ...openIntents.keys()])].filter(ofTask);
  return { entries: keys.length === 0 ? [] : [{ kind: 'forgotten', keys }], changed: 'nothing' };
}
