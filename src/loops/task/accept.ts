import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { done, type Result } from '../../domain/result.js';
import type { Verdict } from '../../domain/verdict.js';
import type { Retry } from '../approve.js';
import type { EvalGates } from '../eval/gates.js';
import type { commit } from './commit.js';
import type { Work } from './work.js';

/** The slot after an approval: what the checks say of it, the commit, and what the checks say then. */
export const accept =
  (
    { gate, afterCommit }: EvalGates,
    makeCommit: ReturnType<typeof commit>,
    onCommitted: (commits: readonly CommitFacts[]) => void,
  ) =>
  async (work: Work, verdict: Verdict, cycle: number): Promise<Result<void, Halt | Retry>> => {
    const open = await gate(work, cycle);
    if (!open.ok) return open;
    const made = await makeCommit(work, verdict, cycle);
    if (!made.ok) return made;
    if (made.value === null) return done;
    onCommitted(made.value);
    return afterCommit(work, made.value, cycle);
  };
