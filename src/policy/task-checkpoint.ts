import type { Checkpoint } from '../domain/checkpoint.js';
import type { JournalEntry, JournalLine } from '../domain/journal.js';
import { type ConsentRecord, consentRecord, type LostRecord, lostRecord } from '../domain/parallel-records.js';
import type { Task } from '../domain/task.js';
import { consentKey, lostKey } from '../domain/task-keys.js';

const NOTHING: ConsentRecord = { waivers: [], moreCycles: 0 };

/** What a person agreed to by taking the task up again. */
export function consentOf(steps: Checkpoint['steps'], { id }: Pick<Task, 'id'>): ConsentRecord {
  const read = consentRecord.safeParse(steps.get(consentKey(id)));
  return read.success ? read.data : NOTHING;
}

/**
 * Where one task of a run of many stands, as if the run had no other: it died with the run, or halted for a reason of its
 * own. To that nobody agrees by going on with a run that died before it said how all of it ended: it is lost once more.
 */
export function taskCheckpoint(past: Checkpoint, task: Task, lines: readonly JournalLine[]): Checkpoint {
  const lost = lostRecord.safeParse(past.steps.get(lostKey(task.id)));
  const life =
    lost.success && wasTold(lines, task)
      ? ({ kind: 'halted', line: haltedLine(lost.data, past.at) } as const)
      : { kind: 'open' as const };
  return { ...past, ...consentOf(past.steps, task), inHand: task, ended: [], life };
}

/** Whether the run has halted since a task was lost. */
function wasTold(lines: readonly JournalLine[], { id }: Task): boolean {
  const lost = lines.findLastIndex((line) => line.kind === 'step' && line.key === lostKey(id));
  return lines.findLastIndex(({ kind }) => kind === 'halted') > lost;
}

const haltedLine = ({ reason, says, waives, seen }: LostRecord, at: string) =>
  ({ kind: 'halted', reason, says, waives, seen, at }) as const;

/** The lines by which a task goes on, with its consents in a step of its own: others go on beside it. */
export function entriesOf(past: Checkpoint, task: Task, entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const before = consentOf(past.steps, task);
  const waivers = entries.flatMap((one) => (one.kind === 'waived' ? [{ check: one.check, diff: one.diff }] : []));
  const cycles = entries.reduce((sum, one) => (one.kind === 'extended' ? sum + one.cycles : sum), 0);
  const others = entries.filter(({ kind }) => kind !== 'waived' && kind !== 'extended');
  const value = { waivers: [...before.waivers, ...waivers], moreCycles: before.moreCycles + cycles };
  const agreed: readonly JournalEntry[] =
    waivers.length + cycles === 0 ? [] : [{ kind: 'step', key: consentKey(task.id), value }];
  return [...others, ...agreed, { kind: 'forgotten', keys: [lostKey(task.id)] }];
}
