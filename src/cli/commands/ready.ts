import type { Located } from '../../adapters/git/locate.js';
import type { Layout, RunLayout } from '../../adapters/state/layout.js';
import type { Checkpoint } from '../../domain/checkpoint.js';
import type { JournalEntry } from '../../domain/journal.js';
import type { Notice } from '../../domain/notice.js';
import type { Repository, StartFacts } from '../../ports/repository.js';
import type { Base } from '../parallel/base-branch.js';
import type { Prepared } from '../prepare.js';
import type { Work } from './work.js';

/** What is known when a run may begin. */
export interface Ready {
  readonly located: Located;
  readonly layout: Layout;
  readonly files: RunLayout;
  readonly prepared: Prepared;
  readonly repository: Repository;
  readonly work: Work;
  readonly facts: StartFacts;
  /** How an earlier run goes on; null for a new one. */
  readonly going: Going | null;
  /** What tasks that run at once land on; null when one follows the other. */
  readonly base: Base | null;
  /** When everything of the process was gone in which the earlier run died; null when none did, or nobody can tell. */
  readonly died: Date | null;
}

/** An earlier run with what has to stand in its journal before it goes on. */
export interface Going {
  readonly checkpoint: Checkpoint;
  readonly entries: readonly JournalEntry[];
  readonly changed: Extract<Notice, { kind: 'continued' }>['changed'];
  /** It begins anew. */
  readonly fresh: boolean;
  /** What else a person should know of how it goes on. */
  readonly told: readonly Notice[];
  /** The task in hand was committed by a person, which finishes it. */
  readonly byHand: boolean;
}
