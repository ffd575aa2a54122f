import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import type { Described } from '../../domain/own-stage.js';
import type { OwnStages } from '../../ports/own-stages.js';

/** A file that is not there, or cannot be read, is like no other. */
const GONE = 'gone';

/** Files by their digests; relative to the top level, where they lie below it. */
export async function digestsOf(files: readonly string[], top: string): Promise<Described['files']> {
  const found = await Promise.all(files.map(async (file) => [nameOf(file, top), await digestOf(file)] as const));
  return Object.fromEntries(found);
}

/** Which of them differ from their digests, and one digest of all of them as they are. */
export async function filesSeen(files: Described['files'], top: string): ReturnType<OwnStages['seen']> {
  const names = Object.keys(files);
  const now = await Promise.all(names.map((name) => digestOf(resolve(top, name))));
  const digest = createHash('sha256')
    .update(JSON.stringify(names.map((name, i) => [name, now[i]])))
    .digest('hex');
  return { changed: names.filter((name, i) => now[i] !== files[name]), digest };
}

async function digestOf(file: string): Promise<string> {
  try {
    return createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  } catch {
    return GONE;
  }
}

function nameOf(file: string, top: string): string {
  const name = relative(top, file);
  return name.startsWith('..') ? file : name;
}
