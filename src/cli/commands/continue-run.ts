import { nodeFiles } from '../../adapters/files/node-files.js';
import { makeGit } from '../../adapters/git/git.js';
import { headMoves } from '../../adapters/git/head-moves.js';
import { mendIndex } from '../../adapters/git/mend-index.js';
import { differsByOurLine } from '../../adapters/git/own-line.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { type PastRun, waitingRun } from '../../adapters/state/past-runs.js';
import { stopFile } from '../../adapters/state/stop-file.js';
import type { CommitFacts, FileChange } from '../../domain/change.js';
import type { Checkpoint } from '../../domain/checkpoint.js';
import type { GateDecision } from '../../domain/gate.js';
import type { Halt, Problem } from '../../domain/halt.js';
import { NO_MOVES } from '../../domain/head-moves.js';
import type { TreeId } from '../../domain/ids.js';
import type { JournalEntry } from '../../domain/journal.js';
import type { Notice } from '../../domain/notice.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { RunDone } from '../../domain/run-done.js';
import type { TaskDone } from '../../domain/task-done.js';
import { endedKey, isCheckedKey, taskPrefix } from '../../domain/task-keys.js';
import { runTitle } from '../../domain/tasks-so-far.js';
import { decidedEntries } from '../../policy/gates.js';
import { leftBy, type Resumption, resume, startOf } from '../../policy/resume.js';
import { knownLast } from '../../policy/since-death.js';
import { foundCommits, foundEntries } from '../../policy/theirs.js';
import type { Repository, StartFacts } from '../../ports/repository.js';
import { preflight } from '../parallel/base-branch.js';
import { finishByHand } from './finish-by-hand.js';
import { filesFoundChanged } from './found-changed.js';
import type { WatchedRun } from './frame.js';
import { putCheckBack } from './interrupted-check.js';
import { openRun } from './open-run.js';
import { setOwnBox, untickUncommitted } from './own-box.js';
import { runOpened } from './run-opened.js';
import type { Site } from './site.js';
import { checkSurroundings } from './surroundings.js';
import { ranAtOnce, workOf } from './work.js';

const NOT_AT_ONCE: Problem = {
  what: 'a run whose tasks were done at once cannot be taken up yet',
  fix: 'give it up with --continue --abort and start again: what landed is ticked, and nothing of the rest is lost',
};

/**
 * Takes a run up where it stopped: the same journal, the same log, nothing paid for twice. `decision` is what a person says
 * of what waits at a gate, if something does.
 */
export async function continueRun(
  run: WatchedRun,
  site: Site,
  past: PastRun,
  decision: GateDecision = { kind: 'approved', by: 'continue' },
): Promise<Result<RunDone, Halt>> {
  const { repository, layout, prepared, located } = site;
  const { checkpoint } = past;
  if (ranAtOnce(checkpoint.plan)) return err(preflight(NOT_AT_ONCE));
  const mended = await mendCommit(run, site, checkpoint);
  if (!mended.ok) return mended;
  const unticked = await untickUncommitted(located.top, checkpoint, located.at?.head ?? null);
  if (!unticked.ok) return unticked;
  const facts = await repository.start(run.signal);
  if (!facts.ok) return facts;
  const { settings } = prepared;
  const stop = stopFile(layout.stopFile, nodeFiles);
  const allowed = (allowDirty: boolean): Promise<Result<void, Halt>> =>
    checkSurroundings(facts.value, settings, stop, { clearStop: true, allowDirty, unfinished: false }, run.host);
  // In the middle of a merge or a rebase nothing can be told from how things stand.
  const free = await allowed(true);
  if (!free.ok) return free;
  const put = await putCheckBack(run, site, checkpoint);
  if (!put.ok) return put;
  const decided = await decide(run, site, checkpoint, facts.value);
  if (!decided.ok) return decided;
  const { resumption, commits, found } = decided.value;
  if (resumption.kind === 'halt') return err(resumption.halt);
  const work = workOf(checkpoint.plan);
  if (resumption.kind === 'by-hand' && work.kind === 'task') return finishByHand(run, site, past, facts.value, commits);

  const fresh = resumption.kind === 'fresh';
  // What is uncommitted is the run's, unless nothing of it is there.
  const clean = fresh ? await allowed(settings.allowDirty) : done;
  if (!clean.ok) return clean;
  const byHand = resumption.kind === 'by-hand';
  const ticked = byHand ? await setOwnBox(located.top, checkpoint, true) : done;
  if (!ticked.ok) return ticked;
  const how = byHand ? taskDoneByHand(checkpoint) : fresh ? anew(checkpoint) : resumption;
  const told = [...(put.value === null ? [] : [put.value]), ...(fresh ? [] : found)];
  const waiting = await waitingRun(layout, past.run);
  if (waiting !== null) {
    const title = runTitle(waiting.checkpoint);
    told.push({ kind: 'unfinished-run', run: waiting.run, title, after: 'continued' });
  }
  const entries = [...checksOver(checkpoint), ...decidedEntries(checkpoint, decision), ...how.entries];
  const going = { checkpoint, fresh, byHand, told, ...how, entries };
  const opened = await openRun(run, { ...site, work, facts: facts.value, going, base: null });
  return opened.ok ? runOpened(opened.value, facts.value, repository) : opened;
}

/** A run that died between its commit and its last touch of the index. */
async function mendCommit(
  { signal, env }: WatchedRun,
  { located }: Site,
  { openIntents }: Checkpoint,
): Promise<Result<void, Halt>> {
  const intent = [...openIntents.values()].find(({ key }) => key.endsWith('/commit/tool'));
  const before = intent?.before.head;
  const head = located.at?.head;
  if (before === undefined || head === undefined || before === head) return done;
  const git = makeGit({ run: makeSpawn({ guard: null, mark: null }), cwd: located.top, env });
  return mendIndex(git, located, before === '' ? null : before, head, signal);
}

interface Decided {
  readonly resumption: Resumption;
  /** Commits since the task began, oldest first. */
  readonly commits: readonly CommitFacts[];
  /** What differs from how the run knew it. */
  readonly found: readonly Notice[];
}

async function decide(
  { signal, env }: WatchedRun,
  { repository, located, died }: Site,
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
function checksOver({ openIntents }: Checkpoint): readonly JournalEntry[] {
  const keys = [...openIntents.keys()].filter(isCheckedKey);
  return keys.length === 0 ? [] : [{ kind: 'forgotten', keys }];
}

/** A person has committed what the task in hand left: it is done, and the list goes on behind it. */
function taskDoneByHand({ inHand }: Checkpoint): Pick<Extract<Resumption, { kind: 'go' }>, 'entries' | 'changed'> {
  // The commits are not the run's.
  const value: TaskDone = { outcome: 'approved', cycles: 0, commits: [] };
  return {
    entries: inHand === null ? [] : [{ kind: 'step', key: endedKey(inHand.id), value }],
    changed: 'commits',
  };
}

/** Everything of the task in hand is forgotten, since it was about files that are no longer there. */
function anew({
  steps,
  openIntents,
  inHand,
}: Checkpoint): Pick<Extract<Resumption, { kind: 'go' }>, 'entries' | 'changed'> {
  const ofTask = (key: string): boolean => inHand !== null && key.startsWith(taskPrefix(inHand.id));
  const keys = [...new Set([...steps.keys(), ...openIntents.keys()])].filter(ofTask);
  return { entries: keys.length === 0 ? [] : [{ kind: 'forgotten', keys }], changed: 'nothing' };
}
