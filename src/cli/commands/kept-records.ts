import { relative } from 'node:path';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { pastReviews, pastTaskRecords } from '../../adapters/state/past-records.js';
import type { Halt } from '../../domain/halt.js';
import type { ReadRecords } from '../../domain/read-records.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { ReviewRecord } from '../../domain/review-record.js';
import type { TaskRecord } from '../../domain/task-record.js';
import type { Place } from './place.js';

/** The reviews that runs have left. Those that cannot be read are named by their path in the repository. */
export const keptReviews = async (place: Place): Promise<Result<ReadRecords<ReviewRecord>, Halt>> =>
  near(place, await pastReviews(place.layout.reviews, nodeFiles));

/** The tasks that runs have left, of many the newest. */
export const keptTasks = async (place: Place, newest?: number): Promise<Result<ReadRecords<TaskRecord>, Halt>> =>
  near(place, await pastTaskRecords(place.layout.tasks, nodeFiles, newest));

function near<T>({ located }: Place, read: Result<ReadRecords<T>, string>): Result<ReadRecords<T>, Halt> {
  if (!read.ok) return err({ reason: 'preflight', problems: [{ what: read.error, fix: null }] });
  const { found, damaged } = read.value;
  return ok({ found, damaged: damaged.map((one) => ({ ...one, file: relative(located.top, one.file) })) });
}
