import type { DesignStatus } from '../domain/design.js';

/** What planning a design with this status means: nothing odd, a warning, or that it is not done. */
export function planningOf(status: DesignStatus): 'fine' | 'unreviewed' | 'refused' {
  if (status === 'superseded') return 'refused';
  return status === 'draft' ? 'unreviewed' : 'fine';
}
