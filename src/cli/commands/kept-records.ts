import { relative } from 'node:path';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { pastReviews, pastTaskRecords } from '../../adapters/state/past-records.js';
import type { Halt } from '../../domain/halt.js';
import type { DamagedRecord } from '../../domain/read-records.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { ReviewRecord } from '../../domain/review-record.js';
import type { TaskRecord } from '../../domain/task-record.js';
import type { Place } from './place.js';

/** What runs have left of their reviews and tasks. */
interface KeptRecords {
  readonly reviews: readonly ReviewRecord[];
  readonly tasks: readonly TaskRecord[];
  /** By their path in the repository. */
  readonly damaged: readonly DamagedRecord[];
  readonly reviewsFile: string;
}

/** Reads the records of a repository. A folder that cannot be read is a halt, a record that cannot be read is told. */
export async function keptRecords({ layout, located }: Place): Promise<Result<KeptRecords, Halt>> {
  const near = (path: string): string => relative(located.top, path);
  const reviews = await pastReviews(layout.reviews, nodeFiles);
  if (!reviews.ok) return unreadable(reviews.error);
  const tasks = await pastTaskRecords(layout.tasks, nodeFiles);
  if (!tasks.ok) return unreadable(tasks.error);
  return ok({
    reviews: reviews.value.found,
    tasks: tasks.value.found,
    damaged: [...reviews.value.damaged, ...tasks.value.damaged].map((one) => ({ ...one, file: near(one.file) })),
    reviewsFile: near(layout.reviews),
  });
}

const unreadable = (what: string): Result<never, Halt> => err({ reason: 'preflight', problems: [{ what, fix: null }] });
