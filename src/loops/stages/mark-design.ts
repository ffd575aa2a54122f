import type { DesignNotes, DesignStatus } from '../../domain/design.js';
import type { DesignId } from '../../domain/ids.js';
import type { RunContext } from '../context.js';
import type { OuterDeps } from '../pipeline/deps.js';

/**
 * Writes into a design what it has come to. That this cannot be done, in a document of old without a header for example,
 * takes nothing from a judgement: it is told. Source: outer-loop.md 5.3, 7.2.
 */
export async function markDesign(
  id: DesignId,
  status: DesignStatus,
  notes: DesignNotes,
  { artifacts: { designs } }: Pick<OuterDeps, 'artifacts'>,
  ctx: RunContext,
): Promise<void> {
  const set = await designs.setStatus(id, status, notes);
  if (!set.ok) ctx.emit({ type: 'noticed', notice: { kind: 'status-not-set', design: id, status, why: set.error } });
}
