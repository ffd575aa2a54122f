import type { StateFile } from '../../adapters/state/state-file.js';
import type { Sighting } from '../../domain/change.js';
import { checkRule } from '../../domain/check-rules.js';
import type { Halt } from '../../domain/halt.js';
import { haltSays } from '../../domain/halt-rules.js';
import { JOURNAL_VERSION, type JournalEntry } from '../../domain/journal.js';
import type { Result } from '../../domain/result.js';
import type { RunDone } from '../../domain/run-done.js';
import type { RunPlan } from '../../domain/run-plan.js';
import { waivableOf } from '../../domain/waiver.js';
import { uncancelled } from '../../loops/context.js';
import type { Repository } from '../../ports/repository.js';
import type { Going } from './ready.js';

/** What the journal must say before anything is done. The last line is the one that makes it so. */
export function firstLines(
  plan: RunPlan,
  going: Going | null,
  original: StateFile['original'],
): readonly JournalEntry[] {
  if (going !== null) return [...going.entries, { kind: 'resumed', v: JOURNAL_VERSION, flags: plan.flags }];
  const opened: JournalEntry = { kind: 'opened', v: JOURNAL_VERSION, plan };
  return original === null ? [opened] : [opened, { kind: 'imported', state: { ...original } }];
}

/** What the journal says last. How the repository was left tells later what a person did meanwhile. */
export async function lastLine(result: Result<RunDone, Halt>, repository: Repository): Promise<JournalEntry> {
  // Work is left: it goes on as after a halt.
  if (result.ok && (result.value.end === 'asked' || result.value.left === true)) {
    const reason = result.value.end ?? 'asked';
    return { kind: 'halted', reason, says: WAITS[reason] ?? WAITS.asked, waives: null, seen: await seen(repository) };
  }
  if (result.ok) return { kind: 'closed', how: 'done', commits: [...result.value.commits] };
  const halt = result.error;
  const facts = { waives: waivableOf(halt), seen: await seen(repository) };
  return { kind: 'halted', reason: reasonOf(halt), says: haltSays(halt), ...facts };
}

/** Why a run stopped that has work left, in a sentence. */
const WAITS = {
  asked: 'It was asked to stop.',
  gate: 'It waits for approval.',
  'max-tasks': 'It did as many tasks as it may.',
  'max-passes': 'It made as many passes as it may.',
} as Readonly<Record<string, string>> & { readonly asked: string };

async function seen(repository: Repository): Promise<Sighting | null> {
  const looked = await repository.look(uncancelled);
  return looked.ok ? looked.value : null;
}

/** The word of `halt_reason` in `state.json`; checks begin with `policy:`, as scripts know it. */
const reasonOf = (halt: Halt): string =>
  halt.reason === 'check' ? `policy:${checkRule(halt.hit).policyWord(halt.hit)}` : halt.reason;
