import {
  type Baseline,
  baseline,
  branchName,
  leftInside,
  type Sighting,
  sameInside,
  sighting,
} from '../domain/change.js';
import type { Checkpoint } from '../domain/checkpoint.js';
import type { Halt } from '../domain/halt.js';
import type { JournalEntry } from '../domain/journal.js';
import { COMPACT, rolledBackKey } from '../domain/task-keys.js';

/** How the repository is found when a run is taken up again. */
export interface Found {
  readonly now: Sighting;
  /** Whether HEAD still contains the commit that the task began with. */
  readonly descends: boolean;
  /** Whether nothing is uncommitted. */
  readonly allCommitted: boolean;
  /** Whether the files differ from what the author left by millstone's own ignore line alone, now that it is committed. */
  readonly ignoreLine?: boolean;
  /** Whether every file that the task had changed is as it was when the task began. */
  readonly gone?: boolean;
}

/** What a person changed while the run stood still. */
export type Changed = 'nothing' | 'files' | 'commits';

/** How a run goes on. */
export type Resumption =
  /** From where it stopped, once these lines are in its journal. */
  | { readonly kind: 'go'; readonly entries: readonly JournalEntry[]; readonly changed: Changed }
  /** It does not: a person has committed what was in the tree. */
  | { readonly kind: 'by-hand' }
  /** From its start, since nothing of it is there. */
  | { readonly kind: 'fresh' }
  | { readonly kind: 'halt'; readonly halt: Halt };

/** Decides how a run goes on that halted, or died. */
export function resume(past: Checkpoint, found: Found): Resumption {
  if (past.flags.compact === true) return { kind: 'go', entries: compactAnew(past), changed: 'nothing' };
  if (past.flags.research === true) return { kind: 'go', entries: answerAnew(past), changed: 'nothing' };
  if (past.plan.mode === 'chain' && past.inHand === null)
    return { kind: 'go', entries: stagesAnew(past), changed: 'nothing' };
  const start = startOf(past);
  if (start === null || past.inHand === null) return { kind: 'fresh' };
  const task = `task/${past.inHand.id}`;
  const moved = whereTo(start, found);
  if (moved !== null) return { kind: 'halt', halt: moved };
  if (past.steps.has(rolledBackKey(past.inHand.id))) return { kind: 'fresh' };
  const inCommit = wasCommitted(past.steps.get(`${task}/${lastAuthored(past, task)}/commit`));
  const worse = inCommit && past.life.kind === 'halted' && past.life.line.reason === 'regression';
  // Put away, and others have committed something else, or the task taken back: that does not make the task done.
  if (found.gone === true && found.allCommitted && (!inCommit || worse)) return { kind: 'fresh' };
  // What is committed on top of a task that made things worse is evaluated, and not taken for a task done by hand.
  if (!worse && committedByHand(past, start, found)) return { kind: 'by-hand' };

  const { now } = found;
  const cycle = lastAuthored(past, task);
  // The author was at work, and everything it left is kept and shown to it.
  if (authorAtWork(past)) return { kind: 'go', entries: [], changed: told(past, now, 'nothing') };
  const turn = `${task}/${cycle}`;
  // What is committed is done; what differs since then is about what comes after.
  if (inCommit) return { kind: 'go', entries: worse ? consent(past, turn, now, 'nothing') : [], changed: 'nothing' };
  const tick = past.openIntents.get(`${turn}/commit/tick`);
  const left = leftBy(past) ?? start;
  const expected = tick?.before.ticked === now.tree ? { ...left, tree: now.tree } : left;
  const different = found.ignoreLine === true ? 'commits' : difference(expected, now);
  if (cycle === 0) return different === 'nothing' ? { kind: 'go', entries: [], changed: 'nothing' } : { kind: 'fresh' };

  // What the task had changed is gone, inside the submodules too.
  if (different === 'files' && now.tree === start.tree && leftInside(start, now).length === 0) return { kind: 'fresh' };
  // A commit that nobody recorded is the run's own when it died while committing; that step looks for itself.
  const committing = ['', '/tick', '/tool'].some((part) => past.openIntents.has(`${turn}/commit${part}`));
  const changed = different === 'commits' && committing ? 'nothing' : different;
  const entries: JournalEntry[] = [];
  if (changed === 'files') entries.push(...forget(keysOf(past, (key) => isLater(key, turn))));
  if (changed !== 'nothing')
    entries.push({ kind: 'step', key: `${turn}/author`, value: { ...authorOf(past), seen: now } });
  entries.push(...consent(past, turn, now, changed));
  return { kind: 'go', entries, changed: told(past, now, changed) };
}

/** Who only looks goes on whatever the files are by now. An answer that said nothing is asked for again. */
function answerAnew(past: Checkpoint): JournalEntry[] {
  const { life, inHand } = past;
  if (life.kind !== 'halted' || life.line.reason !== 'unreadable-reply' || inHand === null) return [];
  return forget(keysOf(past, (key) => key.startsWith(`task/${inHand.id}/research`)));
}

/** A compaction that came to nothing is tried again; one that died is put in order by its own step. */
const compactAnew = (past: Checkpoint): JournalEntry[] =>
  past.life.kind === 'halted' && past.steps.has(COMPACT)
    ? forget(keysOf(past, (key) => key === COMPACT || key.startsWith(`${COMPACT}/`)))
    : [];

/** Between tasks a chain goes on with its stage, whatever the files are by now: as many rounds again, answers anew. */
export function stagesAnew(past: Pick<Checkpoint, 'life' | 'steps' | 'openIntents' | 'plan'>): JournalEntry[] {
  const { life, steps, plan } = past;
  if (life.kind !== 'halted') return [];
  if (life.line.reason === 'not-approved') return [{ kind: 'extended', cycles: plan.maxCycles }];
  if (life.line.reason !== 'unreadable-reply' && life.line.reason !== 'sanity') return [];
  return forget(
    keysOf(past, (key) => {
      // Of a cycle, or of a text; an artifact may be called "review" as well.
      const review = /^pass\/\d+\/[^/]+\/[^/]+\/[\da-f]+\/review(?=\/)/.exec(key)?.[0];
      return review !== undefined && !steps.has(review);
    }),
  );
}

/** How the task in hand began; null when it did not. */
export function startOf({ steps, inHand }: Checkpoint): Baseline | null {
  const start = baseline.safeParse(inHand === null ? null : steps.get(`task/${inHand.id}/start`));
  return start.success ? start.data : null;
}

/** How the author's last turn left the repository; null before the first. */
export function leftBy(past: Checkpoint): Sighting | null {
  const left = sighting.safeParse(authorOf(past)?.seen);
  return left.success ? left.data : null;
}

/** Whether the run stopped in the midst of a turn of its author. */
export function authorAtWork(past: Checkpoint): boolean {
  if (past.inHand === null) return false;
  const task = `task/${past.inHand.id}`;
  return past.openIntents.has(`${task}/${lastAuthored(past, task) + 1}/author`);
}

const authorOf = (past: Checkpoint): Readonly<Record<string, unknown>> | undefined => {
  if (past.inHand === null) return undefined;
  const task = `task/${past.inHand.id}`;
  const step = past.steps.get(`${task}/${lastAuthored(past, task)}/author`);
  return step as Readonly<Record<string, unknown>> | undefined;
};

/** What the person did: a halt says how things were left, which is not always how the author left them. */
const told = ({ life }: Checkpoint, now: Sighting, otherwise: Changed): Changed =>
  life.kind === 'halted' && life.line.seen !== null ? difference(life.line.seen, now) : otherwise;

/** Going on means to agree with what the run halted for: in these very files, or with so many cycles (L9). */
function consent(past: Checkpoint, turn: string, now: Sighting, changed: Changed): JournalEntry[] {
  const { life } = past;
  if (life.kind !== 'halted') return [];
  const { reason, waives, seen } = life.line;
  const entries: JournalEntry[] = [];
  if (waives !== null && seen?.tree === now.tree) entries.push({ kind: 'waived', check: waives, diff: now.tree });
  if (reason === 'not-approved') entries.push({ kind: 'extended', cycles: cyclesAtFirst(past) });
  // With other files it is forgotten already.
  if ((reason === 'unreadable-reply' || reason === 'sanity') && changed !== 'files')
    entries.push(...forget(keysOf(past, (key) => isUnfinishedReply(key, turn, past.steps))));
  return entries;
}

/** Whether a recorded step is that of a commit which went through. */
const wasCommitted = (step: unknown): boolean =>
  typeof step === 'object' && step !== null && 'kind' in step && step.kind !== 'refused';

/** Those the task in hand was allowed, without what was granted later. It has used all of them. */
const cyclesAtFirst = (past: Checkpoint): number =>
  past.plan.mode === 'task'
    ? past.plan.maxCycles
    : Math.max(1, lastAuthored(past, `task/${past.inHand?.id}`) - past.moreCycles);

function whereTo(start: Baseline, { now, descends }: Found): Halt | null {
  const [began, found] = [branchName(start.branch), branchName(now.branch)];
  if (start.branch !== now.branch) return { reason: 'moved', what: 'branch', expected: began, found };
  return descends ? null : { reason: 'moved', what: 'history', expected: start.head ?? '', found };
}

function committedByHand({ life }: Checkpoint, start: Baseline, { now, allCommitted }: Found): boolean {
  if (life.kind !== 'halted' || life.line.seen === null) return false;
  return allCommitted && now.head !== life.line.seen.head && now.head !== start.head;
}

function difference(before: Sighting, now: Sighting): Changed {
  if (before.tree !== now.tree || !sameInside(before, now)) return 'files';
  return before.head === now.head ? 'nothing' : 'commits';
}

/** The last cycle in which the author came to an end; 0 before the first. */
export function lastAuthored({ steps }: Checkpoint, task: string): number {
  let last = 0;
  while (steps.has(`${task}/${last + 1}/author`)) last++;
  return last;
}

function keysOf(past: Pick<Checkpoint, 'steps' | 'openIntents'>, wanted: (key: string) => boolean): readonly string[] {
  return [...new Set([...past.steps.keys(), ...past.openIntents.keys()])].filter(wanted);
}

/** Whether the key is of what follows the author's turn in its cycle. */
const isLater = (key: string, turn: string): boolean =>
  key.startsWith(`${turn}/`) && key !== `${turn}/author` && !key.startsWith(`${turn}/author/`);

/** Whether the key is of a reply to a question that is still open. */
const isUnfinishedReply = (key: string, turn: string, steps: Checkpoint['steps']): boolean =>
  ['sanity-build', 'review'].some((step) => key.startsWith(`${turn}/${step}/`) && !steps.has(`${turn}/${step}`));

const forget = (keys: readonly string[]): JournalEntry[] =>
  keys.length === 0 ? [] : [{ kind: 'forgotten', keys: [...keys] }];
