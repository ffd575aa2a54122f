import type { OpportunityId } from '../domain/ids.js';
import type { Opportunity, OpportunityStatus } from '../domain/opportunity.js';
import type { Result } from '../domain/result.js';
import type { ArtifactFiles } from './artifact-files.js';

/** Where opportunities live. Errors are words for a person. */
export interface OpportunityStore {
  readonly files: ArtifactFiles;
  /** All of them, whatever their status, in their order; none where nothing is kept yet. */
  list(): Promise<Result<readonly Opportunity[], string>>;
  /** As one text; empty where nothing is kept yet. */
  text(): Promise<Result<string, string>>;
  /** Adds one behind the others. One whose fields are not those of an opportunity is refused, and nothing written. */
  add(one: Omit<Opportunity, 'raw'>): Promise<Result<void, string>>;
  setStatus(id: OpportunityId, status: OpportunityStatus): Promise<Result<void, string>>;
}
