import { type CommitFacts, committing, theirCommits, unclearCommits } from '../domain/change.js';
import type { Checkpoint } from '../domain/checkpoint.js';
import type { HeadMoves } from '../domain/head-moves.js';
import type { CommitId } from '../domain/ids.js';
import type { JournalEntry } from '../domain/journal.js';
import type { OpenIntent } from '../domain/recall.js';
import { taskPrefix, theirsKey, unclearKey } from '../domain/task-keys.js';
import { leftBy, startOf } from './resume.js';

/** Commits that came into a task while its run stood still, or as it was killed. Those told before are not among them. */
export interface FoundCommits {
  /** A person's, or another run's. */
  readonly theirs: readonly CommitFacts[];
  /** The run's or somebody else's: nobody can tell. */
  readonly unclear: readonly CommitFacts[];
}

/** When things happened, as far as that is known. */
export interface Times {
  /** When the last process of the run was gone; null where nobody knows. */
  readonly died: Date | null;
  readonly moves: HeadMoves;
}

/** Sorts the commits since the task began, oldest first, by whose they are; those of the run are left out. */
export function foundCommits(past: Checkpoint, commits: readonly CommitFacts[], times: Times): FoundCommits {
  const nothing = { theirs: [], unclear: [] };
  const [start, last] = [startOf(past), lastHead(past)];
  if (past.inHand === null || start === null || last === undefined) return nothing;
  const at = commits.findIndex(({ id }) => id === last);
  if (at < 0 && last !== start.head) return nothing;
  const known = [...toldOf(past).theirs, ...toldOf(past).unclear];
  const more = commits.slice(at + 1).filter(({ id }) => !known.some((one) => one.id === id));
  const within = past.life.kind === 'open' ? underWay(past) : [];
  if (within.length === 0) return { theirs: more, unclear: [] };

  // Millstone makes one commit, of which it has noted what it is to be; whatever follows that is not its own.
  const tool = within.find(({ key }) => key.endsWith('/commit/tool'));
  const [first, ...rest] = more;
  if (tool !== undefined && first !== undefined && isMeant(first, tool)) return { theirs: rest, unclear: [] };
  const made = madeBy(commits, past, times);
  return {
    theirs: more.filter(({ id }) => made(id) === 'after'),
    unclear: more.filter(({ id }) => made(id) === 'unknown'),
  };
}

/** What the journal has to say of them, together with those told before. */
export function foundEntries(past: Checkpoint, { theirs, unclear }: FoundCommits): readonly JournalEntry[] {
  if (past.inHand === null) return [];
  const { id } = past.inHand;
  const told = toldOf(past);
  const entries: JournalEntry[] = [];
  if (theirs.length > 0)
    entries.push({ kind: 'step', key: theirsKey(id), value: { theirs: [...told.theirs, ...theirs] } });
  if (unclear.length > 0)
    entries.push({ kind: 'step', key: unclearKey(id), value: { unclear: [...told.unclear, ...unclear] } });
  return entries;
}

function toldOf({ inHand, steps }: Checkpoint): FoundCommits {
  if (inHand === null) return { theirs: [], unclear: [] };
  const theirs = theirCommits.safeParse(steps.get(theirsKey(inHand.id)));
  const unclear = unclearCommits.safeParse(steps.get(unclearKey(inHand.id)));
  return {
    theirs: theirs.success ? theirs.data.theirs : [],
    unclear: unclear.success ? unclear.data.unclear : [],
  };
}

/** What the run was in the middle of that makes commits. */
function underWay({ openIntents, inHand }: Checkpoint): readonly OpenIntent[] {
  const own = inHand === null ? '' : taskPrefix(inHand.id);
  return [...openIntents.values()].filter(({ key }) => key.startsWith(own) && /\/(?:author|commit|tool)$/.test(key));
}

const isMeant = ({ tree, subject }: CommitFacts, { before }: OpenIntent): boolean =>
  before.tree === tree && (before.subject === undefined || before.subject === subject);

/** Where HEAD was when the run stopped, or began what it was in the middle of; undefined where nobody can tell. */
function lastHead(past: Checkpoint): CommitId | null | undefined {
  const { life, steps, inHand } = past;
  // One that halted since HEAD moved under a check saw it where somebody else had put it.
  if (life.kind === 'halted' && life.line.seen !== null && life.line.reason !== 'moved') return life.line.seen.head;
  const tool = underWay(past).find(({ key }) => key.endsWith('/commit/tool'));
  if (tool?.before.head !== undefined) return tool.before.head === '' ? null : (tool.before.head as CommitId);
  const own = inHand === null ? '' : taskPrefix(inHand.id);
  for (const [key, value] of steps) {
    if (!key.startsWith(own) || !key.endsWith('/commit')) continue;
    const read = committing.safeParse(value);
    const last = read.success ? read.data.commits.at(-1) : undefined;
    if (last !== undefined) return last.id;
  }
  return (leftBy(past) ?? startOf(past))?.head;
}

/** When a commit came to be, by the end of the run. */
type Made = 'before' | 'after' | 'unknown';

function madeBy(commits: readonly CommitFacts[], { at }: Checkpoint, { died, moves }: Times): (id: CommitId) => Made {
  const lived = new Date(at);
  // One that HEAD never stood at came with a later one.
  const since = new Map<CommitId, Date>();
  let earliest = Number.POSITIVE_INFINITY;
  for (const { id } of commits.toReversed()) {
    earliest = Math.min(earliest, moves.first.get(id)?.getTime() ?? earliest);
    if (Number.isFinite(earliest)) since.set(id, new Date(earliest));
  }
  return (id) => {
    if (died !== null && moves.last !== null && moves.last <= died) return 'before';
    const second = since.get(id);
    if (second === undefined) return 'unknown';
    const over = new Date(second.getTime() + SECOND);
    if (over <= lived || (died !== null && over <= died)) return 'before';
    return died !== null && second > died ? 'after' : 'unknown';
  };
}

/** git notes whole seconds. */
const SECOND = 1_000;
