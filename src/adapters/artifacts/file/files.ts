import { basename, resolve } from 'node:path';
import { ok, type Result } from '../../../domain/result.js';
import type { ArtifactFiles } from '../../../ports/artifact-files.js';
import type { Files } from '../../../ports/files.js';

/** The one file of a kind of artifact; `path` is relative to `top`. */
export function artifactFile(files: Files, top: string, path: string): ArtifactFiles {
  return {
    path,
    async read() {
      const text = await files.read(resolve(top, path));
      return text.ok ? ok(new Map(text.value === null ? [] : [[path, text.value]])) : text;
    },
    write: (file, text) => put(files, resolve(top, file), text),
  };
}

/** The Markdown files directly in a folder; `path` is relative to `top`. */
export function artifactFolder(files: Files, top: string, path: string): ArtifactFiles {
  return {
    path,
    async read(): Promise<Result<ReadonlyMap<string, string>, string>> {
      const names = await files.list(resolve(top, path));
      if (!names.ok) return names;
      const texts = new Map<string, string>();
      for (const name of names.value ?? []) {
        if (!name.endsWith('.md')) continue;
        const text = await files.read(resolve(top, path, name));
        if (!text.ok) return text;
        if (text.value !== null) texts.set(`${path}/${name}`, text.value);
      }
      return ok(texts);
    },
    write: (file, text) => put(files, resolve(top, path, basename(file)), text),
  };
}

const put = (files: Files, path: string, text: string | null): Promise<Result<void, string>> =>
  text === null ? files.remove(path) : files.write(path, text);
