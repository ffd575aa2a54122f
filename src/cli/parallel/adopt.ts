import { existsSync, mkdirSync } from 'node:fs';
import type { Located } from '../../adapters/git/locate.js';
import { attempt } from '../../adapters/git/scratch.js';
import { checkpoint } from '../../domain/checkpoint.js';
import type { Halt } from '../../domain/halt.js';
import type { JournalEntry } from '../../domain/journal.js';
import type { Notice } from '../../domain/notice.js';
import type { Forked } from '../../domain/parallel-records.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Task } from '../../domain/task.js';
import { finishedKey, returnedKey } from '../../domain/task-keys.js';
import { ownChecks } from '../../policy/check-at-work.js';
import { startOf } from '../../policy/resume.js';
import { entriesOf, taskCheckpoint } from '../../policy/task-checkpoint.js';
import { anew, decide, mendCommit } from '../commands/decide-resume.js';
import { putCheckBack } from '../commands/interrupted-check.js';
import { repositoryOf, type Site } from '../commands/site.js';
import type { Shared } from './shared.js';

/** How a task is found that an earlier process of the run has worked on. */
export type Adopted =
  | { readonly kind: 'go'; readonly located: Located; readonly told: readonly Notice[] }
  /** Nothing of it can be gone on with: what is there is to be kept, and the task begins anew. */
  | { readonly kind: 'anew' };

/** Looks for a task where it was left, and writes into the journal how it goes on. */
export async function adopt(
  shared: Shared,
  task: Task,
  { path, commit }: Forked,
  signal: AbortSignal,
): Promise<Result<Adopted, Halt>> {
  const { run, found, checkouts, died } = shared;
  const whole = checkpoint(found.journal.lines);
  if (whole === null) return err({ reason: 'state', file: found.files.journal, why: 'it does not begin as a journal' });
  const past = taskCheckpoint(whole, task, found.journal.lines);
  const put = async (entries: readonly JournalEntry[]): Promise<Result<void, Halt>> => {
    for (const entry of entries) {
      const written = await found.journal.append(entry);
      if (!written.ok) return written;
    }
    return ok(undefined);
  };
  const begin = async (): Promise<Result<Adopted, Halt>> => {
    const written = await put(anew(past).entries);
    return written.ok ? ok({ kind: 'anew' }) : written;
  };
  if (!existsSync(path)) return begin();
  const located = await checkouts.find(path, signal);
  if (!located.ok) return located.error.reason === 'cancelled' ? located : begin();
  const { tmp } = shared.filesAt(located.value);
  const made = attempt('go on in a worktree', () => mkdirSync(tmp, { recursive: true }));
  if (!made.ok) return made;
  const files = { ...found.files, tmp };
  const site: Site = {
    ...{ located: located.value, layout: found.layout, files, prepared: found.prepared, past: null, died },
    ownStages: [],
    repository: repositoryOf(run, located.value, files, found.prepared),
  };
  const mended = await mendCommit(run, site, past);
  if (!mended.ok) return mended;
  const facts = await site.repository.start(signal);
  if (!facts.ok) return facts;
  const { head, dirty } = facts.value;
  // Given back to its author, and not begun yet: its place is as it was made for that.
  const waits = startOf(past) === null && found.journal.find(returnedKey(task.id)) !== undefined;
  if (waits && head === commit && dirty.length === 0) return ok({ kind: 'go', located: located.value, told: [] });
  const back = await putCheckBack(run, site, past);
  if (!back.ok) return back;
  const decided = await decide(run, site, past, facts.value);
  if (!decided.ok) return decided;
  const { resumption, commits, found: told } = decided.value;
  const notices = [...(back.value === null ? [] : [back.value]), ...told];
  const go = async (entries: readonly JournalEntry[]): Promise<Result<Adopted, Halt>> => {
    const over: readonly JournalEntry[] = [{ kind: 'forgotten', keys: [...ownChecks(past)] }];
    const written = await put([...over, ...entriesOf(past, task, entries)]);
    return written.ok ? ok({ kind: 'go', located: located.value, told: notices }) : written;
  };
  if (resumption.kind === 'go') return go(resumption.entries);
  if (resumption.kind !== 'by-hand') return begin();
  // A person has finished it in its worktree: it lands as it is there.
  const value = { outcome: 'approved', cycles: 0, commits: [...commits] };
  return go([{ kind: 'step', key: finishedKey(task.id), value }]);
}
