import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { Told } from './conversations.js';

/** What the earlier processes of a run have asked. */
export interface PastCalls {
  /** The highest number of a call; 0 when there was none. */
  readonly last: number;
  /** The newest that was told of each conversation. */
  readonly told: ReadonlyMap<string, Told>;
}

const tokens = z.object({ inputTokens: z.number(), cachedTokens: z.number(), outputTokens: z.number() });
const record = z.object({
  conversation: z.string(),
  told: z.object({ cli: z.string(), costUsd: z.number().nullable(), tokens: tokens.nullable() }),
});

/** Reads the records of calls that lie in a folder. What cannot be read is left out: then its share is not known. */
export async function pastCalls(dir: string): Promise<PastCalls> {
  const names = (await readdir(dir).catch(() => [])).sort();
  const last = Math.max(0, ...names.map((name) => Number.parseInt(name, 10)).filter(Number.isInteger));
  const told = new Map<string, Told>();
  const texts = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => readFile(join(dir, name), 'utf8').catch(() => '')),
  );
  for (const text of texts) {
    const read = record.safeParse(parsed(text));
    if (read.success) told.set(read.data.conversation, read.data.told);
  }
  return { last, told };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
