import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Markers } from '../../domain/project.js';
import type { Files } from '../../ports/files.js';

/** Reads what at the top of a working tree tells the kind of project. What cannot be read counts as not there. */
export async function readMarkers(top: string, wanted: readonly string[], files: Files): Promise<Markers> {
  const entries = await readdir(top, { withFileTypes: true }).catch(() => []);
  const names = new Set(entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)));
  const texts = new Map<string, string>();
  for (const name of wanted.filter((one) => names.has(one))) {
    const text = await files.read(join(top, name));
    if (text.ok && text.value !== null) texts.set(name, text.value);
  }
  return { names, texts };
}
