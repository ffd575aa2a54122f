import { join } from 'node:path';
import * as z from 'zod';
import { ok, type Result } from '../../domain/result.js';
import type { Files } from '../../ports/files.js';

/** Records that are looked at, the newest. Source: tasklist.md 9.5. */
const NEWEST = 100;

/** What of a task's record is of use here; this version's and the original's have it alike. Source: state.md 3.3. */
const record = z.object({ task: z.string(), outcome: z.string(), duration_seconds: z.number().min(0) });

/** A task that was approved and committed. */
export interface PastTask {
  /** Its words; of a long one the beginning. */
  readonly text: string;
  readonly seconds: number;
}

/** The approved ones among the newest records of tasks; `folder` is absolute. A record that is none is passed over. */
export async function pastTasks(folder: string, files: Files): Promise<Result<readonly PastTask[], string>> {
  const names = await files.list(folder);
  if (!names.ok) return names;
  const newest = (names.value ?? []).filter((name) => name.endsWith('.json')).slice(-NEWEST);
  const texts = await Promise.all(newest.map((name) => files.read(join(folder, name))));
  return ok(
    texts.flatMap((text) => {
      const read = text.ok && text.value !== null ? record.safeParse(json(text.value)) : null;
      if (read?.success !== true || read.data.outcome !== 'approved') return [];
      return [{ text: read.data.task, seconds: read.data.duration_seconds }];
    }),
  );
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
