import type { Located } from '../../adapters/git/locate.js';
import type { Repository } from '../../ports/repository.js';
import type { WatchedRun } from '../commands/frame.js';
import type { Checkouts } from './checkouts.js';

/** What removing takes. */
export interface Clearing {
  readonly run: Pick<WatchedRun, 'env' | 'reporting'>;
  /** The short name of the branch that tasks land on. */
  readonly base: string;
  readonly checkouts: Checkouts;
  readonly filesAt: (located: Located) => { readonly tmp: string };
  readonly deps: { readonly repository: Pick<Repository, 'park'> };
}
