import { basename } from 'node:path';
import { ARTIFACT_ID, type DesignId } from '../../../domain/ids.js';
import { err, ok, type Result } from '../../../domain/result.js';
import { readDesign, withDesignStatus } from '../../../formats/design-document.js';
import type { DesignStore, StoredDesign } from '../../../ports/designs.js';
import type { Files } from '../../../ports/files.js';
import { artifactFolder } from './files.js';

/** The designs of a folder, a Markdown document each; `path` is relative to `top`. */
export function designsFolder(disk: Files, top: string, path: string): DesignStore {
  const files = artifactFolder(disk, top, path);
  const fileOf = (id: DesignId): string => `${path}/${id}.md`;
  const list = async (): Promise<Result<readonly StoredDesign[], string>> => {
    const texts = await files.read();
    if (!texts.ok) return texts;
    return ok(
      [...texts.value].flatMap(([file, text]): StoredDesign[] => {
        const stem = basename(file, '.md');
        // A README is no design, and neither is what could not be asked for by its name.
        return ARTIFACT_ID.test(stem) ? [{ ...readDesign(text, stem), text, file }] : [];
      }),
    );
  };
  return {
    files,
    fileOf,
    list,
    async get(id) {
      const all = await list();
      return all.ok ? ok(all.value.find((one) => one.id === id) ?? null) : all;
    },
    async write(id, text) {
      // One of old can be read without; one that is written names what it is for. Source: artifacts.md 2.2.
      if (readDesign(text, id).opportunityRef === null)
        return err(`${fileOf(id)}: it names no opportunity (opportunity_ref)`);
      return files.write(fileOf(id), text);
    },
    async setStatus(id, status, notes) {
      const all = await list();
      if (!all.ok) return all;
      const found = all.value.find((one) => one.id === id);
      if (found === undefined) return err(`${path}: there is no design ${id}`);
      const text = withDesignStatus(found.text, id, status, notes);
      if (text === null) return err(`${found.file}: its header has no line "- **status**: ${found.status}"`);
      return text === found.text ? ok(undefined) : files.write(found.file, text);
    },
  };
}
