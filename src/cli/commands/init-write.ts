import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { copyBeside } from '../../adapters/files/copy-beside.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { makeGit } from '../../adapters/git/git.js';
import { ensureIgnored } from '../../adapters/git/ignore-line.js';
import type { Located } from '../../adapters/git/locate.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { layoutOf } from '../../adapters/state/layout.js';
import { TASKLIST } from '../../config/config-schema.js';
import { configText, type FirstCommands, projectText, TASKLIST_TEXT } from '../../config/init-files.js';
import type { Halt } from '../../domain/halt.js';
import type { ProjectCheck } from '../../domain/project-check.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Initialised } from '../../report/init-lines.js';
import type { RequestOf } from '../request.js';
import type { Question } from './answer.js';

/** Where it writes: the top level of the repository, or the folder itself where there is none. */
export interface Ground {
  readonly root: string;
  readonly located: Located | null;
}

/** What was done to which file. */
export type Wrote = Pick<Initialised, 'written' | 'kept' | 'copies'>;

/** Writes the files, the settings last: only they make a second `--init` refuse. */
export async function writeFirstFiles(
  { env, signal }: Question<RequestOf<'init'>>,
  { root, located }: Ground,
  { cli, checks }: { readonly cli: string; readonly checks: readonly ProjectCheck[] },
): Promise<Result<Wrote, Halt>> {
  const layout = layoutOf(root);
  const [written, kept, copies]: [string[], string[], string[]] = [[], [], []];
  if (located !== null) {
    const git = makeGit({ run: makeSpawn({ guard: null, mark: null }), cwd: root, env });
    const ignored = await ensureIgnored(git, located, signal);
    if (!ignored.ok) return ignored;
    written.push(
      ...ignored.value.filter((file) => file === '.gitignore').map((file) => `the line /.millstone/ in ${file}`),
    );
  }
  for (const [file, text] of [
    [join(root, TASKLIST), TASKLIST_TEXT],
    [layout.project, projectText(commandsOf(checks))],
    [layout.config, configText({ cli })],
  ] as const) {
    const before = await nodeFiles.read(file);
    const there = !before.ok || before.value !== null;
    if (there && (file !== layout.config || (before.ok && before.value === text))) {
      kept.push(relative(root, file));
      continue;
    }
    if (there) copies.push(relative(root, await copyBeside(file)));
    const done = await nodeFiles.write(file, text);
    if (!done.ok) return err({ reason: 'state', file: relative(root, file), why: done.error });
    written.push(relative(root, file));
  }
  return ok({ written, kept, copies });
}

/** Several commands for one kind of check, as of a server and its front end, are one line that needs them all. */
function commandsOf(checks: readonly ProjectCheck[]): FirstCommands {
  const kinds = [...new Set(checks.map(({ kind }) => kind))];
  const all = (kind: string): string =>
    checks.flatMap((check) => (check.kind === kind ? [check.command] : [])).join(' && ');
  return Object.fromEntries(kinds.map((kind) => [kind, all(kind)]));
}

/** Whether there is anything of this name. */
export const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
