import { join } from 'node:path';
import type * as z from 'zod';
import type { DamagedRecord, ReadRecords } from '../../domain/read-records.js';
import { err, ok, type Result } from '../../domain/result.js';
import { type ReviewRecord, reviewRecord } from '../../domain/review-record.js';
import { type TaskRecord, taskRecord } from '../../domain/task-record.js';
import type { Files } from '../../ports/files.js';

/** Every review that was kept, those of the original among them; `path` is absolute. An empty line is none. */
export async function pastReviews(path: string, files: Files): Promise<Result<ReadRecords<ReviewRecord>, string>> {
  const lines = await files.readLines(path);
  if (!lines.ok) return lines;
  const read = (lines.value ?? []).flatMap((line, i) => {
    if (line === null) return [{ at: i + 1, of: err('it is no valid UTF-8') }];
    return line.trim() === '' ? [] : [{ at: i + 1, of: parsed(line, reviewRecord) }];
  });
  return ok({
    found: read.flatMap(({ of }) => (of.ok ? [of.value] : [])),
    damaged: read.flatMap(({ at, of }) => (of.ok ? [] : [{ file: path, line: at, why: of.error }])),
  });
}

/** The newest records of tasks in a folder, oldest first, those of the original among them; `folder` is absolute. */
export async function pastTaskRecords(
  folder: string,
  files: Files,
  newest = Number.POSITIVE_INFINITY,
): Promise<Result<ReadRecords<TaskRecord>, string>> {
  const names = await files.list(folder);
  if (!names.ok) return names;
  const found: TaskRecord[] = [];
  const damaged: DamagedRecord[] = [];
  for (const name of (names.value ?? []).filter((one) => one.endsWith('.json')).slice(-newest)) {
    const file = join(folder, name);
    const text = await files.read(file);
    const read = text.ok ? parsed(text.value ?? '', taskRecord) : text;
    if (read.ok) found.push(read.value);
    else damaged.push({ file, line: null, why: read.error.replace(`${file}: `, '') });
  }
  // Those of one run have names of one time.
  return ok({ found: found.sort((a, b) => timeOf(a) - timeOf(b)), damaged });
}

/** Times of the original have no zone; all of them are of one machine. */
function timeOf({ timestamp }: TaskRecord): number {
  const ms = Date.parse(timestamp);
  return Number.isNaN(ms) ? 0 : ms;
}

/** Reads one record; else why it is none. */
function parsed<T>(text: string, schema: z.ZodType<T>): Result<T, string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, error: 'it is no JSON' };
  }
  const read = schema.safeParse(value);
  if (read.success) return ok(read.data);
  const [issue] = read.error.issues;
  const key = issue?.path.join('.') ?? '';
  return { ok: false, error: key === '' ? 'it is no record' : `its ${key} is missing or wrong` };
}
