import { type Sighting, sameInside } from '../domain/change.js';
import type { Halt } from '../domain/halt.js';
import { done, err, type Result } from '../domain/result.js';
import type { Role } from '../domain/role.js';
import type { Repository } from '../ports/repository.js';
import { type RunContext, uncancelled } from './context.js';

/** Whether two looks saw the same commit, branch and files, those inside submodules included. */
export const same = (a: Sighting, b: Sighting): boolean =>
  a.head === b.head && a.branch === b.branch && a.tree === b.tree && sameInside(a, b);

/**
 * Makes sure that a call which may only read left tree, commit and branch as they were. What it changed is put back,
 * after it was parked, and the call counts as failed (L3). Not given up on a signal: a stopped reviewer's edits must
 * not stay behind either.
 */
export async function untouched(
  repository: Repository,
  before: Sighting,
  role: Role,
  ctx: RunContext,
): Promise<Result<void, Halt>> {
  const now = await repository.look(uncancelled);
  if (!now.ok) return now;
  if (same(now.value, before)) return done;
  const restored = await repository.restore(before, uncancelled);
  if (!restored.ok) return restored;
  ctx.emit({ type: 'restored', role, ...restored.value });
  return err({ reason: 'tree-touched', role, ...restored.value });
}
