import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import { runId, slug } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Files } from '../../ports/files.js';
import type { Reports } from '../../ports/reports.js';

/** Characters of a title in a file's name. Source: inner-loop.md 14. */
const SLUG = 50;
/** `YYYYMMDD_HHMMSS`, the beginning of a run's id. */
const STAMP = 15;

/** Reports of researches as files of a folder; `top` is the top level of the repository. */
export const researchFiles = (folder: string, top: string, files: Files): Reports => ({
  async keep(title, at, text): Promise<Result<string, Halt>> {
    const name = `${runId(at, 0).slice(0, STAMP)}_${slug(title, SLUG, 'research')}`;
    let file = join(folder, `${name}.md`);
    for (let n = 2; existsSync(file); n++) file = join(folder, `${name}-${n}.md`);
    const path = relative(top, file);
    const written = await files.write(file, text);
    return written.ok ? ok(path) : err({ reason: 'state', file: path, why: written.error });
  },
});
