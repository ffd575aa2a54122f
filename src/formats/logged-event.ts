import * as z from 'zod';
import type { RunEvent, Stamped } from '../domain/event.js';

const stamp = z.looseObject({ type: z.string(), at: z.string(), run: z.string(), seq: z.number() });

/** Every event, so that one of a later version can be told from those that can be shown. */
const KNOWN: Readonly<Record<RunEvent['type'], true>> = {
  'run-started': true,
  noticed: true,
  'task-started': true,
  'cycle-started': true,
  'step-started': true,
  'step-finished': true,
  'agent-asked': true,
  'agent-progress': true,
  'agent-answered': true,
  'agent-failed': true,
  'agent-replayed': true,
  'asked-again': true,
  'stood-in': true,
  'wait-began': true,
  'wait-ended': true,
  observed: true,
  'nothing-changed': true,
  'signals-collected': true,
  'tests-weakened': true,
  'author-committed': true,
  'check-warned': true,
  checked: true,
  evaluated: true,
  'eval-judged': true,
  'rolled-back': true,
  'sanity-judged': true,
  reviewed: true,
  'stage-started': true,
  'artifact-written': true,
  'stage-ended': true,
  'goal-ended': true,
  triaged: true,
  'gate-decided': true,
  'gate-refused': true,
  'gate-reached': true,
  picked: true,
  'chain-emptied': true,
  'question-asked': true,
  'design-judged': true,
  'diff-judged': true,
  'split-proposed': true,
  'commit-asked': true,
  'commit-reminded': true,
  'commit-refused': true,
  'commit-redone': true,
  'hook-changed': true,
  committed: true,
  restored: true,
  'task-ended': true,
  'stop-asked': true,
  halted: true,
  'run-refused': true,
  'run-ended': true,
  'project-check-started': true,
  'project-checked': true,
  'task-ticked': true,
  'tasklist-restored': true,
  'research-completed': true,
  'tick-committed': true,
  'context-left': true,
  'compaction-started': true,
  'compaction-ended': true,
  'worktree-made': true,
  'task-queued': true,
  integrated: true,
  landed: true,
  'landing-waits': true,
  'task-lost': true,
  'tasks-waiting': true,
  'landing-begun': true,
  'tasks-summed': true,
  'task-returned': true,
};

/**
 * An event as the log of a run keeps it, one JSON object a line. Null for a line that is none, or an event of another
 * version: who only watches steps over it.
 */
export function loggedEvent(line: string): Stamped | null {
  try {
    const read = stamp.safeParse(JSON.parse(line));
    return read.success && Object.hasOwn(KNOWN, read.data.type) ? (read.data as unknown as Stamped) : null;
  } catch {
    return null;
  }
}
